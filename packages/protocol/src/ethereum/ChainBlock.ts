import type { ChainHeader } from './ChainHeader.ts'
import type { Withdrawal } from './Withdrawal.ts'

/** A block as Ethereum stores and sends it, whichever profile its chain is of. */
export interface ChainBlock {
  readonly header: ChainHeader
  /** As they stand in the transactions trie: RLP of legacy ones, `type ‖ payload` of others. */
  readonly transactions: readonly Uint8Array[]
  readonly ommers: readonly ChainHeader[]
  /** `null` before Shanghai. */
  readonly withdrawals: readonly Withdrawal[] | null
}
