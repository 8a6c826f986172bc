import type { Address } from '@mvm/protocol'

/** What a ballot lets the seal of its block say. */
export interface SealLimits {
  /** Of the ballot. */
  readonly epoch: number
  readonly leader: Address
  /** The leader has sealed the block itself, in this ballot: it takes up nothing that an earlier one has left. */
  readonly isOwn: boolean
}
