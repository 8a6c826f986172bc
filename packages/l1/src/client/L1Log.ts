import type { Address, Hex, L1BlockHash, L1TransactionHash } from '@mvm/protocol'

/** An event in L1's canonical chain. */
export interface L1Log {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly blockNumber: number
  readonly blockHash: L1BlockHash
  readonly transactionHash: L1TransactionHash
  readonly transactionIndex: number
  /** Position in the block. */
  readonly logIndex: number
}

/** Which events: those of the addresses whose topics match place by place (`null` matches any). */
export interface L1LogFilter {
  readonly addresses: readonly Address[]
  readonly topics: readonly (readonly Hex[] | null)[]
}
