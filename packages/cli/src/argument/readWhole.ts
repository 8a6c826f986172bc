import { InvalidArgumentError } from 'commander'

/** A whole number from 0, in decimal notation or in hexadecimal with 0x. */
export function readWhole(text: string): number {
  const value = /^(\d+|0x[0-9a-fA-F]+)$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('It is no whole number from 0.')
  }
  return value
}
