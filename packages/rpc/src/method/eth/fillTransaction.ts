import { type Input, RLP } from '@ethereumjs/rlp'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { suggestedTip } from '../../fee/suggestedTip.ts'
import { data } from '../../format/data.ts'
import { formatAccessList } from '../../format/formatAccessList.ts'
import { quantity } from '../../format/quantity.ts'
import { pendingBlock } from '../../parameter/BlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { simulationError } from '../../simulation/simulationError.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction with what it lacks to be signed: nonce, gas limit, prices and chain id; as RLP without signature, too. */
export const fillTransaction = defineMethod({
  name: 'eth_fillTransaction',
  parameters: [required('transaction', readCall)],
  handle: async ({ ports, signal }, call) => {
    const { from, gasPrice } = call
    if (from === undefined) throw new InvalidInputError({ problem: 'from is missing' })
    const head = ports.chain.head('unsafe')
    const nonce =
      call.nonce ?? ports.pool.pendingNonce(from) ?? (await ports.state.nonce(head, from))
    const tip = call.maxPriorityFeePerGas ?? suggestedTip(ports)
    const maxFee = call.maxFeePerGas ?? ports.chain.nextBaseFeePerGas(head) * 2n + tip
    const request = toSimulation(ports, { call, block: pendingBlock })
    const estimate =
      call.gasLimit === undefined
        ? await ports.state.estimateGas(request, signal)
        : { status: 'success' as const, gas: call.gasLimit }
    if (estimate.status !== 'success') throw await simulationError(ports, request.at, estimate)
    const { to = null, value = 0n, data: input = new Uint8Array(), accessList = [] } = call
    const { gas } = estimate
    const isLegacy = gasPrice !== undefined
    const listed = accessList.map(({ address, storageKeys }) => [address, [...storageKeys]])
    const rest: Input[] = [gas, to ?? new Uint8Array(), value, input]
    const raw = isLegacy
      ? RLP.encode([nonce, gasPrice, ...rest, ports.chainId, 0, 0])
      : Buffer.concat([
          Uint8Array.of(2),
          RLP.encode([ports.chainId, nonce, tip, maxFee, ...rest, listed]),
        ])
    return {
      raw: data(raw),
      tx: {
        type: isLegacy ? '0x0' : '0x2',
        chainId: quantity(ports.chainId),
        from,
        to,
        nonce: quantity(nonce),
        gas: quantity(gas),
        value: quantity(value),
        input: data(input),
        ...(isLegacy
          ? { gasPrice: quantity(gasPrice) }
          : {
              maxFeePerGas: quantity(maxFee),
              maxPriorityFeePerGas: quantity(tip),
              accessList: formatAccessList(accessList),
            }),
      },
    }
  },
})
