import { InvalidArgumentError } from 'commander'
import type { BlockSpan } from '../verification/BlockSpan.ts'

/** One block, or consecutive ones: `12`, `12-40`. */
export function readSpan(text: string): BlockSpan {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? []
  const span = { first: Number(first), last: Number(last) }
  if (!Number.isSafeInteger(span.first) || !Number.isSafeInteger(span.last)) {
    throw new InvalidArgumentError('Blocks are a number, or a range such as 12-40.')
  }
  if (span.first === 0) throw new InvalidArgumentError('Block 0 is a constant: begin with 1.')
  if (span.last < span.first) throw new InvalidArgumentError('The range ends before it begins.')
  return span
}
