import { Kind } from '../state/Kind.ts'
import type { RunningState } from '../state/MachineState.ts'
import { ExitOutcome } from './ExitOutcome.ts'

/** The only way in which a frame halts exceptionally: the state as it was, and its frame about to fail. */
export function haltFrame({ world, block, transaction, frame }: RunningState): RunningState {
  const pending = { op: 0, words: [ExitOutcome.HALTED] }
  return { kind: Kind.FRAME_EXIT, world, block, transaction, frame, pending }
}
