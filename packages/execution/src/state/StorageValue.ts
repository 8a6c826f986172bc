/** A storage word, big-endian and without leading zeros; empty is zero. Never changed in place. */
export type StorageValue = Uint8Array

/** The value of every slot that was never written. */
export const ZERO: StorageValue = new Uint8Array()
