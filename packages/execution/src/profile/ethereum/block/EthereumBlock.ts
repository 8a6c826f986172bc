import type { EthereumHeader } from '../header/EthereumHeader.ts'
import type { Withdrawal } from './Withdrawal.ts'

/** A block as Ethereum stores and sends it. */
export interface EthereumBlock {
  readonly header: EthereumHeader
  /** As they stand in the transactions trie: RLP of legacy ones, `type ‖ payload` of others. */
  readonly transactions: readonly Uint8Array[]
  readonly ommers: readonly EthereumHeader[]
  /** `null` before Shanghai. */
  readonly withdrawals: readonly Withdrawal[] | null
}
