import type { Address, Hex, Withdrawal } from '@mvm/protocol'
import type { SealedHeader } from './SealedHeader.ts'

/** What a block to be built is to have. */
export interface BlockOrder {
  readonly parent: SealedHeader
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly coinbase: Address
  readonly prevRandao: Hex
  readonly withdrawals: readonly Withdrawal[]
  /** `null` before Cancun. */
  readonly parentBeaconBlockRoot: Hex | null
  readonly extraData: Hex
  /** The gas limit that the builder wants in the long run. */
  readonly gasLimitGoal: bigint
  /** Encoded, all of which are to be in the block. */
  readonly transactions: readonly Uint8Array[]
}

export type BuiltBlock =
  | {
      readonly status: 'built'
      readonly block: SealedHeader
      readonly encoded: Uint8Array
      readonly transactions: readonly Uint8Array[]
      readonly withdrawals: readonly Withdrawal[]
      /** Wei that the coinbase gets. */
      readonly value: bigint
      /** EIP-7685, each with its type in front. */
      readonly requests: readonly Hex[]
    }
  | { readonly status: 'refused'; readonly index: number; readonly reason: string }

/** Builds blocks that are not kept, for tests of other software. */
export interface BuildingPort {
  build(order: BlockOrder): Promise<BuiltBlock>
}
