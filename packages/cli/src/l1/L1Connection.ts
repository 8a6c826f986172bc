import type { ContractSource } from '@mvm/l1'

/** L1 with one deployment of the contracts on it, as of its latest block. */
export interface L1Connection extends ContractSource {
  readonly chainId: number
  readonly signal: AbortSignal
}
