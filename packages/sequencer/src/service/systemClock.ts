import { setTimeout as delay } from 'node:timers/promises'
import type { ClockPort } from '../port/ClockPort.ts'

/** Timers of Node take at most this many milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** The machine's clock. */
export const systemClock: ClockPort = {
  nowMs: () => Date.now(),
  async wait(ms, signal) {
    try {
      await delay(Math.min(ms, MAX_DELAY_MS), undefined, { signal })
    } catch (error) {
      if (!signal.aborted) throw error
    }
  },
}
