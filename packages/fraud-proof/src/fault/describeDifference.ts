import { encodeWords, type WordValue } from '../state/encodeWords.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'
import { stateWords } from '../state/stateWords.ts'
import { pendingNames, wordNames } from '../state/wordNames.ts'

/**
 * The first field in which two states differ, such as `transaction.l1Fee`; `null` when they are the same. A whole part
 * that only one of them has goes by the part's name, another kind of next step by `kind`. The world comes last: its
 * roots change with whatever else does.
 */
export function describeDifference(
  trueState: MachineState,
  liarState: MachineState,
): string | null {
  if (trueState.kind === Kind.HALT || liarState.kind === Kind.HALT) {
    if (trueState.kind !== Kind.HALT || liarState.kind !== Kind.HALT) return 'kind'
    return trueState.outputRoot === liarState.outputRoot ? null : 'outputRoot'
  }
  if (trueState.kind !== liarState.kind) return 'kind'
  const { kind } = trueState
  const operation = ['op', ...(pendingNames[kind] ?? [])]
  return (
    firstOf('block', wordNames.block, trueState.block, liarState.block, stateWords.block) ??
    firstOf(
      'transaction',
      wordNames.transaction,
      trueState.transaction,
      liarState.transaction,
      stateWords.transaction,
    ) ??
    firstOf('frame', wordNames.frame, trueState.frame, liarState.frame, stateWords.frame) ??
    firstOf('pending', operation, trueState.pending, liarState.pending, stateWords.pending) ??
    firstOf('world', wordNames.world, trueState.world, liarState.world, stateWords.world)
  )
}

function firstOf<Part>(
  part: string,
  names: readonly string[],
  ours: Part | null,
  theirs: Part | null,
  wordsOf: (part: Part) => readonly WordValue[],
): string | null {
  if (ours === null || theirs === null) return ours === theirs ? null : part
  const [a, b] = [wordsOf(ours), wordsOf(theirs)]
  const index = a.findIndex((word, i) => !isSame(word, b[i] as WordValue))
  return index === -1 ? null : `${part}.${names[index] ?? index}`
}

/** Words are written in several ways. */
function isSame(a: WordValue, b: WordValue): boolean {
  return a === b || Buffer.compare(encodeWords([a]), encodeWords([b])) === 0
}
