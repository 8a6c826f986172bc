import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readQuantity } from './readQuantity.ts'

/** A quantity that a number can hold: below 2^53. */
export function readNumber(value: unknown, at: string): number {
  const number = Number(readQuantity(value, at))
  if (Number.isSafeInteger(number)) return number
  throw new InvalidParameterError({ at, problem: 'hex number > 53 bits' })
}
