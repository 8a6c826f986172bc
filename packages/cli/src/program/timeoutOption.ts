import { readSeconds } from '../argument/readSeconds.ts'
import { option } from './option.ts'

/** How long a command waits, in seconds. */
export function timeoutOption(seconds: number) {
  return option.withDefault(
    '--timeout <time>',
    'how long to wait: seconds, or such as 5m',
    readSeconds,
    seconds,
  )
}
