import { InvalidParameterError } from '../error/InvalidParameterError.ts'

/** Any string. */
export function readText(value: unknown, at: string): string {
  if (typeof value === 'string') return value
  throw new InvalidParameterError({ at, problem: `want a string, got ${describe(value)}` })
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`
}
