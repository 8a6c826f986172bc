import type { ChainHeader, Hash } from '@mvm/protocol'

/** A header as Ethereum knows it: what its hashes are of is known. */
export interface EthereumHeader extends ChainHeader {
  readonly ommersHash: Hash<'ommers'>
  readonly transactionsRoot: Hash<'transactions trie'>
  readonly receiptsRoot: Hash<'receipts trie'>
  /** From Paris on the block's randomness (EIP-4399). */
  readonly mixHash: Hash
  /** Since Shanghai. */
  readonly withdrawalsRoot: Hash<'withdrawals trie'> | null
  /** Since Cancun. */
  readonly parentBeaconBlockRoot: Hash | null
  /** Since Prague (EIP-7685). */
  readonly requestsHash: Hash<'requests'> | null
}
