import { readFileSync } from 'node:fs'

const LINES = 10

/** The end of a log. */
export function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LINES).join('\n')
}
