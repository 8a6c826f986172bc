import type { Parameter, Reader } from './Parameter.ts'

/** A parameter that has a value when the client gives none or null. */
export function optional<T, F>(name: string, read: Reader<T>, fallback: F): Parameter<T | F> {
  return { name, read, fallback: { value: fallback } }
}
