import { InvalidParameterError } from '../error/InvalidParameterError.ts'

/** `true` or `false`. */
export function readFlag(value: unknown, at: string): boolean {
  if (typeof value === 'boolean') return value
  throw new InvalidParameterError({ at, problem: `want true or false, got ${typeof value}` })
}
