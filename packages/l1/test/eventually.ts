import { expect } from 'vitest'

/** An expectation that comes true some time; the limit is for what never does, on a busy machine, too. */
export function eventually<T>(value: () => T): ReturnType<typeof expect.poll<T>> {
  return expect.poll(value, { timeout: 30_000, interval: 20 })
}
