import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { Accumulator, BlockHash, Hash, StateRoot, StorageRoot } from '../hash/Hash.ts'

/**
 * An L2 block's header. The fields that are constant on every MVM chain (spec 2.1: ommers, difficulty,
 * nonce, blob fields, beacon root, requests) are added by {@link encodeBlockHeader} and do not appear here.
 */
export interface BlockHeader {
  readonly parentHash: BlockHash
  readonly coinbase: Address
  readonly stateRoot: StateRoot
  /** Accumulator of the block's transactions (spec 4.6), not a trie root. */
  readonly transactionsRoot: Accumulator
  /** Accumulator of the block's receipts (spec 4.6), not a trie root. */
  readonly receiptsRoot: Accumulator
  readonly logsBloom: Hex
  readonly number: number
  readonly gasLimit: bigint
  readonly gasUsed: bigint
  /** Seconds since 1970. */
  readonly timestamp: number
  /** `bytes32(chainId)`. */
  readonly extraData: Hex
  readonly prevRandao: Hash<'randao'>
  readonly baseFeePerGas: bigint
  /** Storage root of L2ToL1MessagePasser. */
  readonly withdrawalsRoot: StorageRoot
}
