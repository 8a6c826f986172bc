import type { Address, Hex } from '@mvm/protocol'

/** What a log must match. */
export interface LogCriteria {
  /** Empty for any. */
  readonly addresses: readonly Address[]
  /** For each position the topics that match; an empty list matches any topic, but there must be one. */
  readonly topics: readonly (readonly Hex[])[]
}

/** Criteria over a range of block numbers, both inclusive and at most the unsafe head. */
export interface LogQuery extends LogCriteria {
  readonly fromBlock: number
  readonly toBlock: number
}
