import { InvalidArgumentError } from 'commander'

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

/** A length of time: a number of seconds, or with a unit such as `90s`, `5m`, `2h`. In seconds. */
export function readSeconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text)
  if (match === null)
    throw new InvalidArgumentError('A time is a number of seconds, or such as 5m.')
  const seconds = Number(match[1]) * (SECONDS[match[2] ?? 's'] ?? 1)
  if (seconds > 2_000_000) throw new InvalidArgumentError('At most 500h.')
  return seconds
}
