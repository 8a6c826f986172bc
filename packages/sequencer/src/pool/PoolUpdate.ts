import type { Address, TransactionHash } from '@mvm/protocol'
import type { AccountState } from '../port/AccountState.ts'
import type { SkipReason } from '../port/SkipReason.ts'

/** What a new head means for the pool. */
export interface PoolUpdate {
  readonly included: readonly TransactionHash[]
  readonly skipped: readonly { readonly hash: TransactionHash; readonly reason: SkipReason }[]
  /** State at the new head of accounts that may have changed. */
  readonly accounts: ReadonlyMap<Address, AccountState>
}
