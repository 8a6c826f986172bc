import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { Reader } from './Parameter.ts'
import { readField } from './readField.ts'
import type { Fields } from './readFields.ts'

/** One field of an object that must be there. */
export function need<T>(fields: Fields, name: string, read: Reader<T>, at: string): T {
  const value = readField(fields, name, read, at)
  if (value === undefined) throw new InvalidParameterError({ at, problem: `want ${name}` })
  return value
}
