import { InvalidParameterError } from '../error/InvalidParameterError.ts'

/** A JSON object's own fields. */
export type Fields = Readonly<Record<string, unknown>>

/** A JSON object. */
export function readFields(value: unknown, at: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new InvalidParameterError({ at, problem: 'want an object' })
}
