import type { Address } from '../account/Address.ts'
import type { QueueHash } from '../hash/Hash.ts'

/** One L1→L2 message in the CTC's queue (spec 3). */
export interface QueueElement {
  readonly chainId: number
  readonly queueIndex: number
  readonly from: Address
  /** The L1 sender whose mask applies. */
  readonly sender: Address
  readonly to: Address
  readonly mint: bigint
  readonly value: bigint
  readonly gasLimit: bigint
  readonly isSystem: boolean
  readonly data: Uint8Array
  /** queueHash[queueIndex + 1]: the queue's hash after this element. */
  readonly queueHashAfter: QueueHash
  readonly l1BlockNumber: number
}
