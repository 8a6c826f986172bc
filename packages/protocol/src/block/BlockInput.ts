import type { Address } from '../account/Address.ts'
import type { DepositTransaction } from '../transaction/Transaction.ts'
import type { L1Origin } from './L1Origin.ts'

/** Everything that decides a block besides its parent: what derivation hands to execution. */
export interface BlockInput {
  readonly chainId: number
  readonly number: number
  /** Seconds since 1970, already clamped against parent and origin (spec 2.1). */
  readonly timestamp: number
  readonly origin: L1Origin
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
  readonly coinbase: Address
  /** Only the first block of a batch has any. */
  readonly deposits: readonly DepositTransaction[]
  /** The bytes as they stand in the payload, valid or not. Deposits and transactions together are at most 8,190. */
  readonly transactions: readonly Uint8Array[]
}
