import { type Hash, keccak256, toBigInt } from '@mvm/protocol'
import { rlpPayload } from '../rlp/rlpItems.ts'
import { rlpString } from '../rlp/rlpString.ts'
import { encodeWords } from '../state/encodeWords.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { putTrie } from '../trie/putTrie.ts'
import type { TriePath } from '../trie/TriePath.ts'
import { walkTrie } from '../trie/walkTrie.ts'
import { integerBytes } from './integerBytes.ts'

/** A word in a trie of words, and the way to it; 0 when the trie does not have it. */
export interface OpenedWord {
  readonly path: TriePath
  readonly value: bigint
}

/** A word of a trie by the key's hash. */
export function openWord(
  store: ContentStore,
  root: Hash,
  key: Uint8Array,
  tape: TapeRecorder | null,
): OpenedWord {
  const path = walkTrie(store, root, key, tape)
  return { path, value: path.value === null ? 0n : toBigInt(rlpPayload(path.value)) }
}

/** The root with a word changed; 0 removes it. */
export function putWord(
  store: ContentStore,
  { path }: OpenedWord,
  value: bigint,
  tape: TapeRecorder | null,
): Hash {
  return putTrie(store, path, value === 0n ? null : rlpString(integerBytes(value)), tape)
}

/** A slot of an account's storage. */
export function openSlot(
  store: ContentStore,
  storageRoot: Hash,
  slot: bigint,
  tape: TapeRecorder | null,
): OpenedWord {
  return openWord(store, storageRoot, keccak256(encodeWords([slot])), tape)
}
