import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import { ExitOutcome } from '../step/ExitOutcome.ts'

/** Gas of precompiles that takes as much time as a trie's node does. */
const GAS_PER_NODE = 4

/** What a step was worth that called a precompile, in nodes of tries; 0 for all others. */
export function workOf(before: MachineState, after: MachineState): number {
  if (before.kind !== Kind.PRECOMPILE || after.kind !== Kind.FRAME_EXIT) return 0
  const given = before.frame?.gas ?? 0n
  // A call that fails has cost all that it was given.
  const hasSucceeded = after.pending?.words[0] === ExitOutcome.SUCCEEDED
  const left = hasSucceeded ? (after.frame?.gas ?? 0n) : 0n
  return Number(given - left) / GAS_PER_NODE
}
