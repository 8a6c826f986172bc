import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readQuantity } from './readQuantity.ts'

/** A quantity below 2^64. */
export function readUint64(value: unknown, at: string): bigint {
  const quantity = readQuantity(value, at)
  if (quantity < 1n << 64n) return quantity
  throw new InvalidParameterError({ at, problem: 'hex number > 64 bits' })
}
