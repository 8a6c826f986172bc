import type { Address, TransactionHash } from '@mvm/protocol'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { NotSupportedError } from '../../error/NotSupportedError.ts'
import { pendingBlock } from '../../parameter/BlockReference.ts'
import type { CallArguments } from '../../parameter/readCall.ts'
import { simulationError } from '../../simulation/simulationError.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import type { DevelopmentContext } from './defineDevelopmentMethod.ts'
import { untilIncluded } from './untilIncluded.ts'

const MAX_GAS = 1n << 24n

/** Forces a call through L1 in the name of `from`, and waits for its block. */
export async function forceCall(
  context: DevelopmentContext,
  from: Address,
  call: CallArguments,
): Promise<TransactionHash> {
  const { ports, signal } = context
  const { to, value = 0n, data = new Uint8Array() } = call
  if (to === undefined) {
    throw new NotSupportedError({
      what: 'L1 forces calls only, and this creates a contract',
      remedy:
        'create it with an account of eth_accounts, or call the deployment proxy 0x4e59b44847b379578588920cA78FbF26c0B4956C',
    })
  }
  const least = 21_000n + 40n * BigInt(data.length)
  const wanted = call.gasLimit ?? (await estimate(context, { ...call, from }))
  const gasLimit = wanted < least ? least : wanted
  if (gasLimit > MAX_GAS) {
    throw new InvalidInputError({ problem: `gas ${gasLimit} is more than ${MAX_GAS}` })
  }
  const message = { from, to, value, gasLimit, data }
  const hash = await ports.development.force(message, signal)
  await untilIncluded(context, hash)
  return hash
}

async function estimate(
  { ports, limits, signal }: DevelopmentContext,
  call: CallArguments,
): Promise<bigint> {
  // A forced transaction pays nothing on L2.
  const { gasPrice: _, maxFeePerGas: __, maxPriorityFeePerGas: ___, nonce: ____, ...free } = call
  const request = toSimulation(ports, {
    ...{ call: free, block: pendingBlock },
    timeLimitMs: limits.simulationMs,
  })
  const found = await ports.state.estimateGas(request, signal)
  if (found.status !== 'success') throw await simulationError(ports, request.at, found)
  return found.gas
}
