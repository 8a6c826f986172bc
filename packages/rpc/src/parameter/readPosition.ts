import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readNumber } from './readNumber.ts'

/** Steps of a block's trace (spec 4.1). */
export const TRACE_STEPS = 2 ** 38

/** A step's place in a block's trace: below 2^38. */
export function readPosition(value: unknown, at: string): number {
  const position = readNumber(value, at)
  if (position < TRACE_STEPS) return position
  throw new InvalidParameterError({ at, problem: 'a trace has 2^38 steps' })
}
