import { readNumber } from './readNumber.ts'

/** Milliseconds, as a quantity or as a plain number, both of which clients send. */
export function readDuration(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  return readNumber(value, at)
}
