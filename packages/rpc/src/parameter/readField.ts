import type { Reader } from './Parameter.ts'
import type { Fields } from './readFields.ts'

/** One field of an object; `undefined` when it is absent or null. */
export function readField<T>(
  fields: Fields,
  name: string,
  read: Reader<T>,
  at: string,
): T | undefined {
  // What the prototype has is nothing that a client sent.
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return value === undefined || value === null ? undefined : read(value, `${at}.${name}`)
}
