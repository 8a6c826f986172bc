import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { AccessListEntry, Authorization } from '../transaction/Transaction.ts'

/** A message to simulate: a transaction that nobody signed and that is not charged the l1Fee. */
export interface CallMessage {
  readonly from: Address
  /** `null` creates a contract. */
  readonly to: Address | null
  /** @default the most that a transaction may have there */
  readonly gasLimit?: bigint
  /** Wei per gas. Without any price field gas is free and the base fee reads as 0. */
  readonly gasPrice?: bigint
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  /** Only where messages are simulated as transactions of a block. @default the account's */
  readonly nonce?: bigint
  readonly value: bigint
  readonly data: Uint8Array
  readonly accessList?: readonly AccessListEntry[]
  readonly authorizationList?: readonly Authorization[]
  /** For a message with blobs. */
  readonly blobVersionedHashes?: readonly Hex[]
  /** Wei per blob gas. */
  readonly maxFeePerBlobGas?: bigint
}
