import { InvalidParameterError } from '../../error/InvalidParameterError.ts'
import { readHexText } from '../../parameter/readHexText.ts'

/** A hundred years: nobody tests beyond, and nothing in the protocol comes near its limits by it. */
const MOST_SECONDS = 4_000_000_000 + 3_155_760_000

/** Seconds, as a number, in decimal or in hexadecimal, all of which clients send. */
export function readSeconds(value: unknown, at: string): number {
  const isDecimal = typeof value === 'string' && /^\d+$/.test(value)
  const seconds =
    typeof value === 'number' || isDecimal ? Number(value) : Number(readHexText(value, at))
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= MOST_SECONDS) return seconds
  throw new InvalidParameterError({
    at,
    problem: `want a whole number of seconds, at most ${MOST_SECONDS}`,
  })
}
