import { keccak256 } from '@mvm/protocol'
import { EMPTY_TRIE_ROOT } from '../trie/MerkleTrie.ts'

/** An account as its trie leaf holds it. Hashes are bytes here: they go from trie to engine unread. */
export interface AccountState {
  readonly nonce: bigint
  /** Wei of the native coin. */
  readonly balance: bigint
  readonly storageRoot: Uint8Array
  readonly codeHash: Uint8Array
}

/** keccak256(''). */
export const EMPTY_CODE_HASH: Uint8Array = keccak256(new Uint8Array())

/** What an account that is not in the trie counts as. */
export const EMPTY_ACCOUNT: AccountState = Object.freeze({
  nonce: 0n,
  balance: 0n,
  storageRoot: EMPTY_TRIE_ROOT,
  codeHash: EMPTY_CODE_HASH,
})
