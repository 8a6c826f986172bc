import { mkdir, readdir, realpath } from 'node:fs/promises'
import { BroadcastChannel } from 'node:worker_threads'
import { Level } from 'level'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import { FolderShare } from './FolderShare.ts'
import { levelError } from './levelError.ts'

/** How LevelDB is to be set up; the first opening of a folder in the process decides. */
export interface LevelTuning {
  /** LevelDB's cache of uncompressed blocks. @default 8 MiB */
  readonly blockCacheBytes?: number
  /** Size of the log and of the memory table that it backs; up to two are in memory. @default 4 MiB */
  readonly writeBufferBytes?: number
}

interface OpenFolder {
  readonly opening: Promise<SharedLevel>
  userCount: number
}

const openFolders = new Map<string, OpenFolder>()

/** This thread's one handle on a LevelDB folder, shared by all stores that the thread opens on it. */
export class SharedLevel {
  readonly folder: string
  readonly level: Level<Uint8Array, Uint8Array>
  readonly #share: FolderShare
  readonly #failures: BroadcastChannel
  #failure: { readonly cause: unknown } | undefined

  private constructor(folder: string, level: Level<Uint8Array, Uint8Array>, share: FolderShare) {
    this.folder = folder
    this.level = level
    this.#share = share
    this.#failures = new BroadcastChannel(`mvm-storage failure ${folder}`)
    this.#failures.onmessage = (event: MessageEvent) => {
      this.#failure ??= { cause: event.data }
    }
    this.#failures.unref()
  }

  /** Opens the folder, made if need be. Throws StorageLockedError, StorageCorruptError and the like. */
  static async open(path: string, tuning: LevelTuning): Promise<SharedLevel> {
    try {
      await mkdir(path, { recursive: true })
      const folder = await realpath(path)
      const open = openFolders.get(folder) ?? {
        opening: SharedLevel.#start(folder, tuning),
        userCount: 0,
      }
      openFolders.set(folder, open)
      // Counted before anything is awaited, so that the last user cannot close it meanwhile.
      open.userCount++
      try {
        return await open.opening
      } catch (error) {
        if (--open.userCount === 0) openFolders.delete(folder)
        throw error
      }
    } catch (error) {
      throw levelError(error, path)
    }
  }

  static async #start(folder: string, tuning: LevelTuning): Promise<SharedLevel> {
    const { share, opened } = await FolderShare.enter(folder, async () => {
      await refuseHeadless(folder)
      const level = new Level<Uint8Array, Uint8Array>(folder, {
        keyEncoding: 'view',
        valueEncoding: 'view',
        multithreading: true,
        ...(tuning.blockCacheBytes === undefined ? {} : { cacheSize: tuning.blockCacheBytes }),
        ...(tuning.writeBufferBytes === undefined
          ? {}
          : { writeBufferSize: tuning.writeBufferBytes }),
      })
      await level.open()
      return level
    })
    return new SharedLevel(folder, opened, share)
  }

  /** Why no thread may write to the folder any more, if so. */
  get failure(): { readonly cause: unknown } | undefined {
    return this.#failure
  }

  /** Stops this thread's writes now, and those of the other threads as soon as they hear of it. */
  fail(cause: Error): void {
    this.#failure ??= { cause }
    this.#failures.postMessage(cause.message)
  }

  /** Gives up one use; the last one closes the folder. */
  async release(): Promise<void> {
    const open = openFolders.get(this.folder)
    if (open !== undefined && --open.userCount > 0) return
    openFolders.delete(this.folder)
    this.#failures.close()
    await this.#share.leave(() => this.level.close())
  }
}

/** LevelDB would take a folder without its CURRENT file for an empty one and delete what is in it. */
async function refuseHeadless(folder: string): Promise<void> {
  const names = await readdir(folder)
  if (names.includes('CURRENT') || !names.some((name) => /\.(ldb|sst|log)$/.test(name))) return
  throw new StorageCorruptError({ what: folder, reason: 'the file CURRENT is missing' })
}
