import type { TraceKind } from '@mvm/protocol'
import type { CallFrame, TransactionTrace } from '../port/TracePort.ts'

/** Every frame, without logs. */
export const callTrace: TraceKind = {
  kind: 'call',
  isTopOnly: false,
  hasLogs: false,
  isWhole: false,
}

/** The frames of a trace for which {@link callTrace} was asked first. */
export function framesOf({ results }: TransactionTrace): CallFrame {
  // Results come in the order of the kinds, and this is what the kind's tracer makes.
  return results[0] as unknown as CallFrame
}
