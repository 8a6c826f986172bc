import type { Address, BlockHash, Hash, Hex, StateRoot } from '@mvm/protocol'

/** A header as Ethereum knows it. What an upgrade added is `null` before it. */
export interface EthereumHeader {
  readonly parentHash: BlockHash
  readonly ommersHash: Hash<'ommers'>
  readonly coinbase: Address
  readonly stateRoot: StateRoot
  readonly transactionsRoot: Hash<'transactions trie'>
  readonly receiptsRoot: Hash<'receipts trie'>
  readonly logsBloom: Hex
  /** 0 from Paris on. */
  readonly difficulty: bigint
  readonly number: number
  readonly gasLimit: bigint
  readonly gasUsed: bigint
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly extraData: Hex
  /** From Paris on the block's randomness (EIP-4399). */
  readonly mixHash: Hash
  /** 8 bytes. */
  readonly nonce: Hex
  /** Since London, wei per gas. */
  readonly baseFeePerGas: bigint | null
  /** Since Shanghai. */
  readonly withdrawalsRoot: Hash<'withdrawals trie'> | null
  /** Since Cancun. */
  readonly blobGasUsed: bigint | null
  /** Since Cancun. */
  readonly excessBlobGas: bigint | null
  /** Since Cancun. */
  readonly parentBeaconBlockRoot: Hash | null
  /** Since Prague (EIP-7685). */
  readonly requestsHash: Hash<'requests'> | null
}
