import type { Hash } from '@mvm/protocol'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import type { ContentStore } from './ContentStore.ts'

/** What a hash commits to, as an element of the tape. */
export function openPreimage(
  store: ContentStore,
  hash: Hash,
  tape: TapeRecorder | null,
): Uint8Array {
  const preimage = store.preimage(hash)
  tape?.append(preimage)
  return preimage
}
