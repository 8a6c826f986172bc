import { RLP } from '@ethereumjs/rlp'
import { type Hash, type Withdrawal, withdrawalFields } from '@mvm/protocol'
import { orderedTrieRoot } from './orderedTrieRoot.ts'

/** Root of the trie of a block's withdrawals (EIP-4895). */
export function withdrawalsRoot(withdrawals: readonly Withdrawal[]): Hash<'withdrawals trie'> {
  return orderedTrieRoot(withdrawals.map((withdrawal) => RLP.encode(withdrawalFields(withdrawal))))
}
