import type { Hash } from '@mvm/protocol'
import type { Frame } from './Frame.ts'
import { Kind } from './Kind.ts'
import type { MachineState } from './MachineState.ts'

/** The roots of all tries that steps from a state on can open; those of storage stand in accounts. */
export function* rootsIn(state: MachineState): Generator<Hash> {
  if (state.kind === Kind.HALT) return
  const { world, transaction } = state
  yield* [world.stateRoot, world.txMapRoot]
  if (transaction !== null) yield transaction.startRoot
  for (let frame: Frame | null = state.frame; frame !== null; frame = frame.parent) {
    yield* [frame.snap.stateRoot, frame.snap.txMapRoot]
  }
}
