/** A key with its value. */
export type StoreEntry = readonly [key: Uint8Array, value: Uint8Array]

/** Keys from `from` (included) to `to` (excluded), in byte order. */
export interface StoreRange {
  readonly from: Uint8Array
  readonly to: Uint8Array
  /** From the end to the start. */
  readonly reverse?: boolean
  /** At most so many entries. */
  readonly limit?: number
}

/** Collects the operations of one write; a later operation on a key wins over an earlier one. */
export interface StoreBatch {
  put(key: Uint8Array, value: Uint8Array): void
  delete(key: Uint8Array): void
}

/**
 * An ordered map of bytes, which is all that a storage unit wants from a database engine.
 *
 * Bytes handed in or out belong to nobody: neither side changes them afterwards. A driver returns a value
 * exactly as it was put or throws {@link StorageCorruptError}. A driver whose engine cannot answer at once
 * serves `get` from what it has prefetched.
 */
export interface Store {
  /** The value of the last completed write, or `undefined`. Synchronous, so that execution awaits nothing. */
  get(key: Uint8Array): Uint8Array | undefined
  /** Entries in chunks of the driver's choice, all from one moment: writes after the first chunk do not show. */
  range(range: StoreRange): AsyncIterable<readonly StoreEntry[]>
  /** As {@link range}, of the keys alone. */
  keys(range: StoreRange): AsyncIterable<readonly Uint8Array[]>
  /** Gives back the room of what was deleted in a range, as far as the engine does not do so by itself. */
  compact(range: Pick<StoreRange, 'from' | 'to'>): Promise<void>
  /**
   * Writes all that `fill` puts and deletes, or nothing. When it resolves the write survives the end of the
   * process, and also a power cut if the store was opened so. Throws {@link StorageFullError},
   * {@link StorageIoError}, and {@link StorageFailedError} ever after.
   */
  write(fill: (batch: StoreBatch) => void): Promise<void>
  close(): Promise<void>
}
