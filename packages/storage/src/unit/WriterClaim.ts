import { StorageLockedError } from '../error/StorageLockedError.ts'
import { type ReleaseLock, threadLock } from '../store/threadLock.ts'

/** The right to commit to a folder, which one storage unit of the process has at a time. */
export class WriterClaim {
  readonly #release: ReleaseLock

  private constructor(release: ReleaseLock) {
    this.#release = release
  }

  /** Throws {@link StorageLockedError} when another one has it. */
  static async take(folder: string): Promise<WriterClaim> {
    const release = await threadLock.try(`mvm-storage writer ${folder}`, 'exclusive')
    if (release === undefined) throw new StorageLockedError({ folder, by: 'writer' })
    return new WriterClaim(release)
  }

  release(): Promise<void> {
    return this.#release()
  }
}
