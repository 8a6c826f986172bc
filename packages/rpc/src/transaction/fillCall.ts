import { InvalidInputError } from '../error/InvalidInputError.ts'
import { suggestedTip } from '../fee/suggestedTip.ts'
import { pendingBlock } from '../parameter/BlockReference.ts'
import type { CallArguments } from '../parameter/readCall.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import { simulationError } from '../simulation/simulationError.ts'
import { toSimulation } from '../simulation/toSimulation.ts'
import { type UnsignedChainTransaction, unsignedTransaction } from './unsignedTransaction.ts'

/** A call as a transaction that lacks nothing but its signature: nonce, gas limit and prices are filled in. */
export async function fillCall(
  ports: ChainPorts,
  call: CallArguments,
  limits: Pick<RpcLimits, 'simulationMs'>,
  signal: AbortSignal,
): Promise<UnsignedChainTransaction> {
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
  return unsignedTransaction(call, {
    ...{ signer: from, chainId, nonce, gasLimit: estimate.gas, maxPriorityFeePerGas: tip },
    maxFeePerGas: call.maxFeePerGas ?? chain.nextBaseFeePerGas(head) * 2n + tip,
    maxFeePerBlobGas: call.maxFeePerBlobGas ?? chain.blobFees(head).nextBaseFeePerGas * 2n,
  })
}
