import { RLP } from '@ethereumjs/rlp'
import { asHash, type Hash, toHex } from '@mvm/protocol'
import { StateUnavailableError } from '../../../state/StateUnavailableError.ts'
import { MerkleTrie } from '../../../trie/MerkleTrie.ts'

/** Root of the trie of values under the RLP of their places: transactions, receipts, withdrawals. */
export function orderedTrieRoot<H extends Hash>(values: readonly Uint8Array[]): H {
  const trie = new MerkleTrie((hash) => {
    throw new StateUnavailableError({ kind: 'trie node', hash })
  })
  trie.update(values.map((value, index) => ({ key: RLP.encode(index), value })))
  return asHash<H>(toHex(trie.commit(() => {})))
}
