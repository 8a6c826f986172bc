import type { Hex } from '@mvm/protocol'

/** How a client names a block: a tag, a number, or a hash (EIP-1898). */
export type BlockReference =
  | {
      readonly kind: 'tag'
      readonly tag: 'earliest' | 'finalized' | 'safe' | 'latest' | 'pending'
    }
  | { readonly kind: 'number'; readonly blockNumber: number }
  | { readonly kind: 'hash'; readonly blockHash: Hex }

/** What methods look at when the client does not say. */
export const latestBlock: BlockReference = { kind: 'tag', tag: 'latest' }

/** The block that would follow now. */
export const pendingBlock: BlockReference = { kind: 'tag', tag: 'pending' }
