import { setTimeout as delay } from 'node:timers/promises'
import { WaitTimeoutError } from '../error/WaitTimeoutError.ts'
import type { Json } from '../output/Json.ts'

export interface PollOptions<T> {
  /** What is waited for, such as `block 5 to be safe`. */
  readonly what: string
  readonly intervalMs: number
  readonly timeoutSeconds: number
  /** One look: a value ends the waiting, `undefined` goes on. */
  readonly look: () => Promise<T | undefined>
  /** How far it has come, for the error. */
  readonly reached: () => Json
  /** What to do when time is up. */
  readonly remedy: string
  readonly signal: AbortSignal
}

/** Looks again and again until there is a value. Throws {@link WaitTimeoutError}, and what `look` throws. */
export async function poll<T>(options: PollOptions<T>): Promise<T> {
  const { what, intervalMs, timeoutSeconds, look, reached, remedy, signal } = options
  const deadlineMs = performance.now() + timeoutSeconds * 1000
  for (;;) {
    const value = await look()
    if (value !== undefined) return value
    const leftMs = deadlineMs - performance.now()
    if (leftMs <= 0)
      throw new WaitTimeoutError({ what, timeoutSeconds, reached: reached(), remedy })
    await delay(Math.min(intervalMs, leftMs), undefined, { signal })
  }
}
