import type { CallMessage, CallOutcome } from '@mvm/protocol'
import { outcomeOf } from './outcomeOf.ts'
import { Simulation } from './Simulation.ts'
import type { SimulationTarget } from './SimulationTarget.ts'

/**
 * Runs a message without changing anything (`eth_call`). The sender's permissions hold as they would in a
 * transaction, but for SUBMIT: to look is not to submit.
 */
export async function simulateCall(
  target: SimulationTarget,
  message: CallMessage,
): Promise<CallOutcome> {
  const simulation = new Simulation(target, message, ['SUBMIT_DENIED'])
  return outcomeOf(await simulation.run(simulation.gasLimit))
}
