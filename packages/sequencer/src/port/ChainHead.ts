import type { BlockHash } from '@mvm/protocol'

/** The newest committed L2 block, as far as building on it needs it. */
export interface ChainHead {
  readonly number: number
  readonly hash: BlockHash
  /** Seconds since 1970. */
  readonly timestamp: number
  /** Base fee of the block after it (EIP-1559 from its header), wei of MT per gas. */
  readonly nextBaseFeePerGas: bigint
}
