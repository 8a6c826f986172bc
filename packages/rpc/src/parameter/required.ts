import type { Parameter, Reader } from './Parameter.ts'

/** A parameter that the client must give. */
export function required<T>(name: string, read: Reader<T>): Parameter<T> {
  return { name, read }
}
