import {
  type Address,
  asHash,
  type CodeHash,
  fromHex,
  type Hash,
  keccak256,
  toBigInt,
  toHex,
} from '@mvm/protocol'
import { rlpItems, rlpPayload } from '../rlp/rlpItems.ts'
import { rlpList, rlpString } from '../rlp/rlpString.ts'
import { type ContentStore, EMPTY_CODE_HASH } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_TRIE_ROOT } from '../trie/emptyTrieRoot.ts'
import { putTrie } from '../trie/putTrie.ts'
import type { TriePath } from '../trie/TriePath.ts'
import { walkTrie } from '../trie/walkTrie.ts'
import { integerBytes } from './integerBytes.ts'

/** An account as the state trie holds it. */
export interface Account {
  readonly nonce: bigint
  readonly balance: bigint
  readonly storageRoot: Hash
  readonly codeHash: CodeHash
}

/** What the state trie does not hold: nobody can tell an empty account from one that is absent (EIP-161). */
export const EMPTY_ACCOUNT: Account = {
  nonce: 0n,
  balance: 0n,
  storageRoot: EMPTY_TRIE_ROOT,
  codeHash: EMPTY_CODE_HASH,
}

/** An account and the way to it, by which it can be written. */
export interface OpenedAccount {
  readonly path: TriePath
  readonly isPresent: boolean
  readonly account: Account
}

export function openAccount(
  store: ContentStore,
  stateRoot: Hash,
  address: Address,
  tape: TapeRecorder | null,
): OpenedAccount {
  const path = walkTrie(store, stateRoot, keccak256(fromHex(address)), tape)
  if (path.value === null) return { path, isPresent: false, account: EMPTY_ACCOUNT }
  const [nonce, balance, storageRoot, codeHash] = rlpItems(path.value).map(rlpPayload) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  const account = {
    nonce: toBigInt(nonce),
    balance: toBigInt(balance),
    storageRoot: asHash(toHex(storageRoot)),
    codeHash: asHash<CodeHash>(toHex(codeHash)),
  }
  return { path, isPresent: true, account }
}

/** The state root with an account changed; one that is empty is removed. */
export function putAccount(
  store: ContentStore,
  { path }: OpenedAccount,
  { nonce, balance, storageRoot, codeHash }: Account,
  tape: TapeRecorder | null,
): Hash {
  if (nonce === 0n && balance === 0n && codeHash === EMPTY_CODE_HASH) {
    return putTrie(store, path, null, tape)
  }
  const value = rlpList([
    rlpString(integerBytes(nonce)),
    rlpString(integerBytes(balance)),
    rlpString(fromHex(storageRoot)),
    rlpString(fromHex(codeHash)),
  ])
  return putTrie(store, path, value, tape)
}
