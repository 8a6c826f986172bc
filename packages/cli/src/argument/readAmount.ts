import { InvalidArgumentError } from 'commander'

/** Decimals of each unit. */
const UNITS: Readonly<Record<string, number>> = { wei: 0, gwei: 9, mt: 18, ether: 18, eth: 18 }

/** An amount in wei: a whole number, or a decimal number with its unit, such as `1.5mt` or `20gwei`. */
export function readAmount(text: string): bigint {
  const match = /^(\d+)(?:\.(\d+))?\s*([a-zA-Z]*)$/.exec(text)
  const [, whole = '', fraction = '', unit = ''] = match ?? []
  const decimals = unit === '' ? 0 : UNITS[unit.toLowerCase()]
  if (match === null || decimals === undefined) {
    throw new InvalidArgumentError('An amount is a number of wei, or has a unit, such as 1.5mt.')
  }
  if (fraction.length > decimals) {
    throw new InvalidArgumentError(
      unit === ''
        ? `Wei are whole; if MT is meant, write ${text}mt.`
        : `At most ${decimals} decimals with ${unit}.`,
    )
  }
  const amount = BigInt(whole + fraction.padEnd(decimals, '0'))
  if (amount >= 1n << 256n) throw new InvalidArgumentError('It is above 2^256.')
  return amount
}
