import { type Hash, keccak256Hex } from '@mvm/protocol'
import { encodeWords, hashOfWords, type WordValue } from './encodeWords.ts'
import { Kind } from './Kind.ts'
import type { MachineState, RunningState } from './MachineState.ts'
import { stateWords } from './stateWords.ts'

export type StateHash = Hash<'machine state'>

/** Begins every commitment to a machine state. */
const STATE_TAG: Hash = keccak256Hex(new TextEncoder().encode('MVM machine state 1')) as Hash

/** W, B, T, F and P as words, in this order; a part that a state does not have is empty. */
function partsOf(state: RunningState): readonly (readonly WordValue[])[] {
  const { world, block, transaction, frame, pending } = state
  return [
    stateWords.world(world),
    stateWords.block(block),
    transaction === null ? [] : stateWords.transaction(transaction),
    frame === null ? [] : stateWords.frame(frame),
    pending === null ? [] : stateWords.pending(pending),
  ]
}

/** The commitment to a state: `keccak(TAG, kind, H(W), H(B), H(T), H(F), H(P))`, 0 for a part that is absent. */
export function hashState(state: MachineState): StateHash {
  if (state.kind === Kind.HALT) return hashOfWords([STATE_TAG, state.kind, state.outputRoot])
  const hashes = partsOf(state).map((words) => (words.length === 0 ? 0 : hashOfWords(words)))
  return hashOfWords([STATE_TAG, state.kind, ...hashes])
}

/** The tape elements by which a step opens its state: the kind, then each part (empty when absent); after the end the output root. */
export function openingOf(state: MachineState): Uint8Array[] {
  if (state.kind === Kind.HALT) return [encodeWords([state.kind]), encodeWords([state.outputRoot])]
  return [encodeWords([state.kind]), ...partsOf(state).map((words) => encodeWords(words))]
}
