import type { Hash } from '@mvm/protocol'

/** A segment that a ranger is to check: at most 64 consecutive blocks of one state batch (spec 5.3). */
export interface Duty {
  readonly chainId: number
  readonly stateBatchIndex: number
  /** The state batch's: after a reorganisation of L1 another one can have its index. */
  readonly merkleRoot: Hash<'state batch'>
  readonly firstBlock: number
  readonly lastBlock: number
}
