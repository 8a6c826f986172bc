import { RlpReader } from '@mvm/protocol'
import type { StorageValue } from './StorageValue.ts'

/** A value from its leaf. Throws {@link MalformedRlpError}. */
export function decodeStorageValue(leaf: Uint8Array): StorageValue {
  return new RlpReader(leaf).bytes()
}
