import { isMainThread } from 'node:worker_threads'
import { StorageAnchorError } from '../error/StorageAnchorError.ts'
import { type ReleaseLock, threadLock } from './threadLock.ts'

/**
 * One thread's share in a LevelDB folder that several threads of this process have open.
 *
 * classic-level frees the block cache of the shared database when the thread that opened it *first* closes it
 * or ends, and the other threads then crash the process. So the first one is made the *anchor*: it closes only
 * after all others have, and only the main thread, which outlives every worker, may be the anchor of others.
 */
export class FolderShare {
  readonly #folder: string
  readonly #held: readonly ReleaseLock[]
  readonly #isAnchor: boolean

  private constructor(folder: string, isAnchor: boolean, held: readonly ReleaseLock[]) {
    this.#folder = folder
    this.#isAnchor = isAnchor
    this.#held = held
  }

  /** Runs `open` when it is safe, one thread at a time. Throws {@link StorageAnchorError}. */
  static async enter<T>(
    folder: string,
    open: () => Promise<T>,
  ): Promise<{ readonly share: FolderShare; readonly opened: T }> {
    const openGate = await threadLock.wait(lockName('gate', folder), 'exclusive')
    const held: ReleaseLock[] = []
    try {
      const anchor = await threadLock.try(lockName('anchor', folder), 'exclusive')
      if (anchor !== undefined) {
        held.push(anchor)
        if (isMainThread) held.push(await threadLock.wait(lockName('main', folder), 'exclusive'))
      } else {
        const main = await threadLock.try(lockName('main', folder), 'exclusive')
        if (main !== undefined) {
          held.push(main)
          throw new StorageAnchorError({ folder })
        }
        held.push(await threadLock.wait(lockName('guest', folder), 'shared'))
      }
      const opened = await open()
      return { share: new FolderShare(folder, anchor !== undefined, held), opened }
    } catch (error) {
      for (const release of held) await release()
      throw error
    } finally {
      await openGate()
    }
  }

  /** Runs `close`: as the anchor, after the other threads have closed the folder or ended. */
  async leave(close: () => Promise<void>): Promise<void> {
    const waited: ReleaseLock[] = []
    if (this.#isAnchor) {
      waited.push(await threadLock.wait(lockName('gate', this.#folder), 'exclusive'))
      waited.push(await threadLock.wait(lockName('guest', this.#folder), 'exclusive'))
    }
    try {
      await close()
    } finally {
      for (const release of [...this.#held, ...waited]) await release()
    }
  }
}

function lockName(role: 'gate' | 'anchor' | 'main' | 'guest', folder: string): string {
  return `mvm-storage ${role} ${folder}`
}
