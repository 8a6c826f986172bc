import { setTimeout as delay } from 'node:timers/promises'
import { isTransientL1Error } from '@mvm/l1'
import type { Logger } from 'pino'

const RETRY_MS = 1_000

/** What `ask` gets from L1, asked again for as long as L1 is away. Throws what is not transient, and on abort. */
export async function untilL1Answers<T>(
  logger: Logger,
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!isTransientL1Error(error)) throw error
      logger.warn({ err: error }, 'waiting for L1')
      await delay(RETRY_MS, undefined, { signal })
    }
  }
}
