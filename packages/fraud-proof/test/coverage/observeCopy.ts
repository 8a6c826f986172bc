import { Kind, type RunningState } from '../../src/index.ts'
import { CopySource } from '../../src/step/CopySource.ts'
import { countAt, pendingOf } from '../../src/step/pendingOf.ts'

/** By the opcode that began it; 0 is the end of a call. */
const sources: Readonly<Record<number, string>> = {
  0: 'of what a call returned',
  55: 'of calldata',
  57: 'of code',
  60: "of another account's code",
  62: 'of returndata',
  94: 'of memory',
}
const CODES = [0x39, 0x3c]

/** What a COPY step was: which part of the range, of what, and how much of that there is. */
export function observeCopy(before: RunningState, after: RunningState): readonly string[] {
  const { pending } = pendingOf(before)
  const [available, length, done] = [3, 5, 6].map((i) => countAt(pending, i)) as [
    number,
    number,
    number,
  ]
  if (length === 0) return ['of no bytes']
  const goesOn = after.kind === Kind.COPY
  if (!goesOn && after.kind !== Kind.EXEC) return [`goes on as kind ${after.kind}`]
  const end = goesOn ? countAt(pendingOf(after).pending, 6) : length
  if (end <= done || end > length || (goesOn && end === length)) return ['a chunk of no size']
  const first = goesOn ? 'a first chunk' : 'all at once'
  const later = goesOn ? 'another chunk' : 'a last chunk'
  const isOfCode = pending.words[0] === CopySource.CODE
  return [
    done === 0 ? first : later,
    isOfCode === CODES.includes(pending.op)
      ? (sources[pending.op] ?? `of opcode ${pending.op}`)
      : 'of another source than its opcode has',
    available >= end
      ? 'of a source that has all of it'
      : available > done
        ? 'of a source that ends inside of it'
        : 'of a source that ended before it',
  ]
}
