import type { Address, Hex } from '@mvm/protocol'

/** Which logs are wanted (`eth_getLogs`). */
export interface LogFilter {
  readonly fromBlock: number
  /** Included; there is nothing beyond the unsafe head. */
  readonly toBlock: number
  /** Any of these; absent or empty: all. */
  readonly addresses?: readonly Address[]
  /** By position, any of these, or any topic at all where empty. A log with fewer topics does not match. */
  readonly topics?: readonly (readonly Hex[])[]
}
