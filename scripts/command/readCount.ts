import { exitWithUsage } from './exitWithUsage.ts'

/** A whole number of at least 1 from an option; anything else ends the script with 2. */
export function readCount(usage: string, name: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  return exitWithUsage(usage, `--${name} takes a whole number from 1 on, not ${value}`)
}
