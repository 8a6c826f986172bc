import type { BlockEnvironment } from '../engine/ExecutionEngine.ts'

/** What transactions need to know of their block. */
export interface BlockContext extends BlockEnvironment {
  readonly chainId: number
  /** Wei of ETH per gas on L1, at the block's origin. */
  readonly l1BaseFeePerGas: bigint
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
}
