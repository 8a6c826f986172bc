import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { BlockReference } from './BlockReference.ts'
import { readNumber } from './readNumber.ts'
import { readText } from './readText.ts'

/** A tag or a number. */
export function readBlockNumber(value: unknown, at: string): BlockReference {
  const text = readText(value, at)
  switch (text) {
    case 'earliest':
    case 'finalized':
    case 'safe':
    case 'latest':
    case 'pending':
      return { kind: 'tag', tag: text }
  }
  if (text.length > 18 && /^0x[1-9a-fA-F]/.test(text)) {
    throw new InvalidParameterError({ at, problem: 'block number larger than int64' })
  }
  return { kind: 'number', blockNumber: readNumber(text, at) }
}
