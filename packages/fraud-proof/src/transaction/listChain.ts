import {
  type AccessListEntry,
  type Address,
  type Authorization,
  asHash,
  type Hash,
} from '@mvm/protocol'
import { encodeWords, type WordValue } from '../state/encodeWords.ts'
import { Words } from '../state/Words.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import { openPreimage } from '../store/openPreimage.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'

/** What an entry of a transaction's lists is; the number is the first word of its link. */
export const ListEntry = { ADDRESS: 1, SLOT: 2, AUTHORIZATION: 3 } as const

/** Hash of a chain without entries. */
export const EMPTY_LIST: Hash = asHash(`0x${'00'.repeat(32)}`)

/** The next entry, and the hash of those after it. */
export type OpenedEntry =
  | { readonly type: typeof ListEntry.ADDRESS; readonly address: Address; readonly rest: Hash }
  | {
      readonly type: typeof ListEntry.SLOT
      readonly address: Address
      readonly slot: bigint
      readonly rest: Hash
    }
  | {
      readonly type: typeof ListEntry.AUTHORIZATION
      readonly authorization: Authorization
      readonly rest: Hash
    }

/**
 * Chains a transaction's lists, the first entry outermost: each address of the access list, then its keys, at last
 * the authorizations. The links are kept in the store.
 */
export function listChain(
  store: ContentStore,
  accessList: readonly AccessListEntry[],
  authorizations: readonly Authorization[],
): Hash {
  let hash = EMPTY_LIST
  const add = (...fields: WordValue[]): void => {
    hash = store.keepPreimage(encodeWords([...fields, hash]))
  }
  for (const { chainId, address, nonce, yParity, r, s } of authorizations.toReversed()) {
    add(ListEntry.AUTHORIZATION, chainId, address, nonce, yParity, r, s)
  }
  for (const { address, storageKeys } of accessList.toReversed()) {
    for (const key of storageKeys.toReversed()) add(ListEntry.SLOT, address, key)
    add(ListEntry.ADDRESS, address)
  }
  return hash
}

/** The outermost entry of a chain: an element of the tape. */
export function openEntry(store: ContentStore, hash: Hash, tape: TapeRecorder | null): OpenedEntry {
  const words = new Words(openPreimage(store, hash, tape))
  const type = words.count(0)
  if (type === ListEntry.ADDRESS) return { type, address: words.address(1), rest: words.hash(2) }
  if (type === ListEntry.SLOT) {
    return { type, address: words.address(1), slot: words.integer(2), rest: words.hash(3) }
  }
  const authorization = {
    chainId: words.integer(1),
    address: words.address(2),
    nonce: words.integer(3),
    yParity: words.count(4),
    r: words.integer(5),
    s: words.integer(6),
  }
  return { type: ListEntry.AUTHORIZATION, authorization, rest: words.hash(7) }
}
