import type { L1Block } from '../client/L1Block.ts'
import type { L1Fees } from '../client/L1Fees.ts'
import type { L1Receipt } from '../client/L1Receipt.ts'

/** What one look at L1 showed of an account and its transactions. */
export interface AccountSight {
  readonly head: L1Block
  /** Whether the head of the last look is not below this one, or there was none: nothing seen before is certain. */
  readonly isReorganised: boolean
  /** Read before the receipts, so that a used nonce must have a receipt. */
  readonly accountNonce: number
  readonly fees: L1Fees
  /** By transaction hash, of the attempts that are in doubt. */
  readonly receipts: ReadonlyMap<string, L1Receipt>
}
