import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { BlockReference } from './BlockReference.ts'
import { readBlockNumber } from './readBlockNumber.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readFlag } from './readFlag.ts'
import { readHash } from './readHash.ts'

/** A tag, a number, a hash, or the object of EIP-1898 with one of the latter two. */
export function readBlockReference(value: unknown, at: string): BlockReference {
  if (typeof value === 'string') {
    return value.length === 66
      ? { kind: 'hash', blockHash: readHash(value, at) }
      : readBlockNumber(value, at)
  }
  const fields = readFields(value, at)
  const number = readField(fields, 'blockNumber', readBlockNumber, at)
  const blockHash = readField(fields, 'blockHash', readHash, at)
  // Only canonical blocks are kept, so that the flag changes nothing.
  readField(fields, 'requireCanonical', readFlag, at)
  if (number !== undefined && blockHash !== undefined) {
    throw new InvalidParameterError({
      at,
      problem: 'cannot specify both BlockHash and BlockNumber, choose one or the other',
    })
  }
  if (blockHash !== undefined) return { kind: 'hash', blockHash }
  if (number !== undefined) return number
  throw new InvalidParameterError({ at, problem: 'want blockNumber or blockHash' })
}
