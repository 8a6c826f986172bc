import { crc32 } from 'node:zlib'
import { StorageClosedError } from '../error/StorageClosedError.ts'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import { StorageFailedError } from '../error/StorageFailedError.ts'
import { levelError } from './levelError.ts'
import { type LevelTuning, SharedLevel } from './SharedLevel.ts'
import type { Store, StoreBatch, StoreEntry, StoreRange } from './Store.ts'

export interface LevelStoreOptions extends LevelTuning {
  /** Whether a write reaches the disk itself before it resolves, and so outlives a power cut. @default false */
  readonly sync?: boolean
}

/** What `level` is on Node.js, beyond what it is everywhere. */
interface Compactable {
  compactRange(start: Uint8Array, end: Uint8Array, options: { keyEncoding: 'view' }): Promise<void>
}

const VIEW = { keyEncoding: 'view' } as const
const CHUNK_ENTRIES = 1000
const CHUNK_BYTES = 1 << 20
const CHECKSUM_BYTES = 4

/**
 * A store in a LevelDB folder, open to all threads of the process and to no other process.
 *
 * Each value ends in its CRC-32, because the binding does not let LevelDB verify its own checksums. After a
 * failed write LevelDB's log may end in half a record, and recovery may drop what is written behind it, so
 * the store then refuses all further writes.
 */
export class LevelStore implements Store {
  readonly #shared: SharedLevel
  readonly #sync: boolean
  #isOpen = true

  private constructor(shared: SharedLevel, sync: boolean) {
    this.#shared = shared
    this.#sync = sync
  }

  /** Throws StorageLockedError, StorageAnchorError, StorageCorruptError, StorageFullError, StorageIoError. */
  static async open(folder: string, options: LevelStoreOptions = {}): Promise<LevelStore> {
    return new LevelStore(await SharedLevel.open(folder, options), options.sync ?? false)
  }

  /** The folder's path with links resolved. */
  get folder(): string {
    return this.#shared.folder
  }

  get(key: Uint8Array): Uint8Array | undefined {
    this.#assertOpen()
    let sealed: Uint8Array | undefined
    try {
      sealed = this.#shared.level.getSync(key)
    } catch (error) {
      throw levelError(error, this.folder)
    }
    return sealed === undefined ? undefined : unseal(key, sealed)
  }

  async *range({ from, to, reverse, limit }: StoreRange): AsyncGenerator<readonly StoreEntry[]> {
    this.#assertOpen()
    try {
      await using iterator = this.#shared.level.iterator({
        gte: from,
        lt: to,
        reverse: reverse ?? false,
        limit: limit ?? -1,
        highWaterMarkBytes: CHUNK_BYTES,
      })
      for (;;) {
        const chunk = await iterator.nextv(CHUNK_ENTRIES)
        if (chunk.length === 0) return
        yield chunk.map(([key, sealed]): StoreEntry => [key, unseal(key, sealed)])
      }
    } catch (error) {
      throw levelError(error, this.folder)
    }
  }

  async *keys({ from, to, reverse, limit }: StoreRange): AsyncGenerator<readonly Uint8Array[]> {
    this.#assertOpen()
    try {
      await using iterator = this.#shared.level.keys({
        gte: from,
        lt: to,
        reverse: reverse ?? false,
        limit: limit ?? -1,
      })
      for (;;) {
        const chunk = await iterator.nextv(CHUNK_ENTRIES)
        if (chunk.length === 0) return
        yield chunk
      }
    } catch (error) {
      throw levelError(error, this.folder)
    }
  }

  async compact({ from, to }: Pick<StoreRange, 'from' | 'to'>): Promise<void> {
    this.#assertOpen()
    try {
      await (this.#shared.level as unknown as Compactable).compactRange(from, to, VIEW)
    } catch (error) {
      throw levelError(error, this.folder)
    }
  }

  async write(fill: (batch: StoreBatch) => void): Promise<void> {
    this.#assertOpen()
    this.#assertNotFailed()
    const batch = this.#shared.level.batch()
    try {
      fill({
        put: (key, value) => void batch.put(key, seal(value)),
        delete: (key) => void batch.del(key),
      })
    } catch (error) {
      await batch.close()
      throw error
    }
    try {
      await batch.write({ sync: this.#sync })
    } catch (error) {
      const typed = levelError(error, this.folder)
      if (!(typed instanceof StorageClosedError)) this.#shared.fail(typed)
      throw typed
    }
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.#shared.release()
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new StorageClosedError({ folder: this.folder })
  }

  #assertNotFailed(): void {
    const failure = this.#shared.failure
    if (failure !== undefined) {
      throw new StorageFailedError({ folder: this.folder, cause: failure.cause })
    }
  }
}

function seal(value: Uint8Array): Uint8Array {
  const sealed = Buffer.allocUnsafe(value.length + CHECKSUM_BYTES)
  sealed.set(value)
  sealed.writeUInt32LE(crc32(value), value.length)
  return sealed
}

function unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array {
  const end = sealed.length - CHECKSUM_BYTES
  const value = new Uint8Array(sealed.buffer, sealed.byteOffset, Math.max(end, 0))
  if (end < 0 || checksumAt(sealed, end) !== crc32(value)) {
    throw new StorageCorruptError({
      what: `the value at key ${Buffer.from(key).toString('hex')}`,
      reason: 'its checksum does not match',
    })
  }
  return value
}

function checksumAt(sealed: Uint8Array, offset: number): number {
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).readUInt32LE(offset)
}
