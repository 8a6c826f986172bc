import type { CallMessage, GasEstimate } from '@mvm/protocol'
import { lesser } from '../transaction/lesser.ts'
import { outcomeOf } from './outcomeOf.ts'
import { Simulation, type SimulationRun } from './Simulation.ts'
import type { SimulationTarget } from './SimulationTarget.ts'

/**
 * The smallest gas limit with which a message succeeds (`eth_estimateGas`), exact for messages that succeed with
 * every larger one. Fails as the transaction would with the highest limit that the sender can pay.
 */
export async function estimateGas(
  target: SimulationTarget,
  message: CallMessage,
  signal?: Pick<AbortSignal, 'throwIfAborted'>,
): Promise<GasEstimate> {
  const simulation = new Simulation(target, message)
  const highest = await simulation.run(affordable(simulation, message))
  const outcome = outcomeOf(highest)
  if (outcome.status !== 'success' || highest.status !== 'ran') {
    return outcome.status === 'success' ? { status: 'invalid', reason: 'it did not run' } : outcome
  }
  const succeeds = async (gasLimit: bigint): Promise<boolean> => {
    signal?.throwIfAborted()
    return hasSucceeded(await simulation.run(gasLimit))
  }
  const { gasSpent, receipt } = highest.executed
  // `low` is known to fail or below all that can succeed; `high` is known to succeed.
  let low = receipt.gasUsed - 1n
  let high = affordable(simulation, message)
  // Mostly what was spent is also what is needed: two runs then settle it.
  for (const guess of [gasSpent, gasSpent - 1n, withCallReserve(gasSpent)]) {
    if (guess <= low || guess >= high) continue
    if (await succeeds(guess)) high = guess
    else low = guess
  }
  while (low + 1n < high) {
    const middle = (low + high) / 2n
    if (await succeeds(middle)) high = middle
    else low = middle
  }
  return { status: 'success', gas: high }
}

function affordable(simulation: Simulation, { value }: CallMessage): bigint {
  const { gasLimit, maxFeePerGas, balance, reserve } = simulation
  const left = balance - value - reserve
  if (maxFeePerGas === 0n || left <= 0n) return gasLimit
  return lesser(left / maxFeePerGas, gasLimit)
}

/** What a call needs to have, whose deepest frame gets 63/64 of the rest and a stipend comes back. */
function withCallReserve(gasSpent: bigint): bigint {
  return ((gasSpent + 2_300n) * 64n) / 63n
}

function hasSucceeded(run: SimulationRun): boolean {
  return run.status === 'ran' && run.executed.status === 'succeeded'
}
