import { setTimeout as delay } from 'node:timers/promises'

export interface WaitForOptions {
  /** @default 30000 */
  readonly timeoutMs?: number
  /** @default 50 */
  readonly intervalMs?: number
}

/** The first value of `look` that is neither `undefined`, `null` nor `false`; an error that names what was awaited. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { timeoutMs = 30_000, intervalMs = 50 }: WaitForOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  let lastError: unknown
  for (;;) {
    try {
      const value = await look()
      if (value !== undefined && value !== null && value !== false) return value
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause: lastError })
    }
    await delay(intervalMs)
  }
}
