import type { Hash, Hex, L1BlockHash, L1Origin } from '@mvm/protocol'

/** An L1 block's header, as far as a rollup needs it. */
export interface L1Block extends L1Origin {
  readonly parentHash: L1BlockHash
  readonly receiptsRoot: Hash<'L1 receipts trie'>
  readonly logsBloom: Hex
}

/** Which block, besides by its number. */
export type L1BlockTag = 'latest' | 'safe' | 'finalized' | 'pending' | 'earliest'

/** A block named by number, tag or hash. */
export type L1BlockReference = number | L1BlockTag | { readonly hash: L1BlockHash }

/** A number and a hash together: the whole position in L1's history. */
export interface L1BlockId {
  readonly number: number
  readonly hash: L1BlockHash
}
