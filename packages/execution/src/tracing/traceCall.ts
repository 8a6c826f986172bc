import type { CallMessage } from '@mvm/protocol'
import { describeSkip } from '../simulation/describeSkip.ts'
import { Simulation } from '../simulation/Simulation.ts'
import type { SimulationTarget } from '../simulation/SimulationTarget.ts'
import { sceneOf } from '../simulation/sceneOf.ts'
import { simulationEngine } from '../simulation/simulationEngine.ts'
import { TraceBudget } from './TraceBudget.ts'
import { TraceSession, type TransactionTrace } from './TraceSession.ts'
import type { TraceOptions } from './traceBlock.ts'

/** Records a simulated message (`debug_traceCall`), or tells why it cannot begin. */
export async function traceCall(
  target: SimulationTarget,
  message: CallMessage,
  { kinds, limitBytes, signal }: Omit<TraceOptions, 'index'>,
): Promise<TransactionTrace | { readonly invalid: string }> {
  const { fork } = sceneOf(target)
  const coinbase = target.blockOverride?.coinbase ?? target.at.header.coinbase
  const session = new TraceSession(kinds, new TraceBudget(limitBytes, signal), coinbase)
  const engine = simulationEngine(
    target.profile,
    fork,
    target.accountOverrides ?? new Map(),
    session.observer,
  )
  const simulation = new Simulation({ ...target, engine }, message, ['SUBMIT_DENIED'], session)
  const run = await simulation.run(simulation.gasLimit)
  if (run.status === 'invalid') return { invalid: describeSkip(run.skip) }
  return session.traces[0] as TransactionTrace
}
