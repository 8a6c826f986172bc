import { MachineStateError } from '../error/MachineStateError.ts'
import { MemoryTree } from '../memory/MemoryTree.ts'
import type { Frame } from '../state/Frame.ts'
import type { RunningState } from '../state/MachineState.ts'
import type { Pending, PendingWord } from '../state/Pending.ts'

/** The frame and the operation of a state that has to have both. */
export function pendingOf(state: RunningState): { frame: Frame; pending: Pending } {
  const { frame, pending } = state
  if (frame === null || pending === null) {
    throw new MachineStateError({ problem: `kind ${state.kind} needs a frame and an operation` })
  }
  return { frame, pending }
}

/** A word that is a count or an offset. */
export function countAt({ words }: Pending, index: number): number {
  return Number(words[index] ?? 0)
}

/** A word that is a memory tree; 0 is the tree of zeros. */
export function treeAt({ words }: Pending, index: number): MemoryTree {
  const word: PendingWord | undefined = words[index]
  return word instanceof MemoryTree ? word : MemoryTree.empty
}
