import type { AccessListEntry, Address, Authorization, Hex, TransactionHash } from '@mvm/protocol'

/** A user's transaction of any type in one form: what its type lacks is empty or follows from its gas price. */
export interface ExecutableTransaction {
  readonly type: number
  readonly hash: TransactionHash
  /** Bytes of its encoding. */
  readonly size: number
  readonly signer: Address
  readonly nonce: bigint
  readonly gasLimit: bigint
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
  readonly to: Address | null
  readonly value: bigint
  readonly data: Uint8Array
  readonly accessList: readonly AccessListEntry[]
  readonly authorizationList: readonly Authorization[]
  /** `null` for all types but 3. */
  readonly blobs: Blobs | null
}

/** What an EIP-4844 transaction says of its blobs. */
export interface Blobs {
  readonly versionedHashes: readonly Hex[]
  readonly maxFeePerBlobGas: bigint
}
