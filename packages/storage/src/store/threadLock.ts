import { setTimeout as sleep } from 'node:timers/promises'
import { type LockMode, locks } from 'node:worker_threads'

/** Gives a lock back; resolves when others can have it. */
export type ReleaseLock = () => Promise<void>

const POLL_MS = 5

async function tryLock(name: string, mode: LockMode): Promise<ReleaseLock | undefined> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const granted = Promise.withResolvers<boolean>()
  const request = locks.request(name, { mode, ifAvailable: true }, (lock) => {
    granted.resolve(lock !== null)
    return lock === null ? undefined : released
  })
  request.catch(granted.reject)
  if (!(await granted.promise)) return undefined
  return async () => {
    release()
    await request
  }
}

/**
 * Locks that all threads of this process share; the end of a thread frees its own.
 *
 * Waiting is by polling, because Node 24 does not wake a waiter when the holder's thread is terminated.
 */
export const threadLock = {
  /** The lock, or `undefined` if it is taken. */
  try: tryLock,

  /** Waits for the lock. */
  async wait(name: string, mode: LockMode): Promise<ReleaseLock> {
    for (;;) {
      const release = await tryLock(name, mode)
      if (release !== undefined) return release
      await sleep(POLL_MS)
    }
  },
} as const
