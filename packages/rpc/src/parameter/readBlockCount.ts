import { readNumber } from './readNumber.ts'

/** A count, as a quantity, a plain number or decimal digits: geth takes them all for `eth_feeHistory`. */
export function readBlockCount(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  if (typeof value === 'string' && /^[0-9]{1,15}$/.test(value)) return Number(value)
  return readNumber(value, at)
}
