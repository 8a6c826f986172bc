import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readQuantity } from './readQuantity.ts'

/** Seconds since 1970, up to those that a header's timestamp is kept exactly: 285 million years. */
export function readTimestamp(value: unknown, at: string): bigint {
  const seconds = readQuantity(value, at)
  if (seconds <= BigInt(Number.MAX_SAFE_INTEGER)) return seconds
  throw new InvalidParameterError({ at, problem: 'timestamp > 53 bits' })
}
