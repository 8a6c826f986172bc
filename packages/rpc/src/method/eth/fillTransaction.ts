import { asHash, keccak256Hex, type TransactionHash } from '@mvm/protocol'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { suggestedTip } from '../../fee/suggestedTip.ts'
import { data } from '../../format/data.ts'
import { formatTransaction } from '../../format/formatTransaction.ts'
import { pendingBlock } from '../../parameter/BlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { simulationError } from '../../simulation/simulationError.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { encodeUnsigned } from '../../transaction/encodeUnsigned.ts'
import { unsignedTransaction } from '../../transaction/unsignedTransaction.ts'
import { defineMethod } from '../defineMethod.ts'

/** A transaction with what it lacks to be signed: nonce, gas limit, prices, chain id; in JSON and in RLP, its signature zeros. */
export const fillTransaction = defineMethod({
  name: 'eth_fillTransaction',
  parameters: [required('transaction', readCall)],
  handle: async ({ ports, limits, signal }, call) => {
    const { from } = call
    if (from === undefined) throw new InvalidInputError({ problem: 'from is missing' })
    const { chain, pool, state, chainId } = ports
    const head = chain.head('unsafe')
    const request = toSimulation(ports, {
      ...{ call, block: pendingBlock },
      timeLimitMs: limits.simulationMs,
    })
    const nonce = call.nonce ?? pool.pendingNonce(from) ?? (await state.nonce(head, from))
    const estimate =
      call.gasLimit === undefined
        ? await state.estimateGas(request, signal)
        : { status: 'success' as const, gas: call.gasLimit }
    if (estimate.status !== 'success') throw await simulationError(ports, request.at, estimate)
    const tip = call.maxPriorityFeePerGas ?? suggestedTip(ports)
    const unsigned = unsignedTransaction(call, {
      ...{ signer: from, chainId, nonce, gasLimit: estimate.gas, maxPriorityFeePerGas: tip },
      maxFeePerGas: call.maxFeePerGas ?? chain.nextBaseFeePerGas(head) * 2n + tip,
      maxFeePerBlobGas: call.maxFeePerBlobGas ?? chain.blobFees(head).nextBaseFeePerGas * 2n,
    })
    const raw = encodeUnsigned(unsigned)
    const hash = asHash<TransactionHash>(keccak256Hex(raw))
    return { raw: data(raw), tx: formatTransaction({ ...unsigned, hash }, null) }
  },
})
