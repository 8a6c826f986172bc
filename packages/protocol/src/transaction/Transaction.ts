import type { Address } from '../account/Address.ts'
import type { Hex } from '../bytes/toHex.ts'
import type { Hash, TransactionHash } from '../hash/Hash.ts'

export interface AccessListEntry {
  readonly address: Address
  readonly storageKeys: readonly Hex[]
}

/** An EIP-7702 authorization tuple, its signature not yet recovered. */
export interface Authorization {
  readonly chainId: bigint
  readonly address: Address
  readonly nonce: bigint
  readonly yParity: number
  readonly r: bigint
  readonly s: bigint
}

interface SignedFields {
  readonly hash: TransactionHash
  /** Recovered from the signature. */
  readonly signer: Address
  /** Length of the canonical encoding in bytes, which the L1 data fee is charged on. */
  readonly size: number
  readonly chainId: number
  readonly nonce: bigint
  readonly gasLimit: bigint
  /** `null` creates a contract. */
  readonly to: Address | null
  readonly value: bigint
  readonly data: Uint8Array
  readonly r: bigint
  readonly s: bigint
  readonly yParity: number
}

export interface LegacyTransaction extends SignedFields {
  readonly type: 0
  readonly gasPrice: bigint
}

export interface AccessListTransaction extends SignedFields {
  readonly type: 1
  readonly gasPrice: bigint
  readonly accessList: readonly AccessListEntry[]
}

export interface FeeMarketTransaction extends SignedFields {
  readonly type: 2
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
  readonly accessList: readonly AccessListEntry[]
}

export interface SetCodeTransaction extends SignedFields {
  readonly type: 4
  readonly to: Address
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
  readonly accessList: readonly AccessListEntry[]
  readonly authorizationList: readonly Authorization[]
}

/** A transaction that a user signed and a sequencer ordered (spec 2.2). */
export type SignedTransaction =
  | LegacyTransaction
  | AccessListTransaction
  | FeeMarketTransaction
  | SetCodeTransaction

/** A transaction that L1 enqueued: never signed on L2, never skipped, pays no gas on L2 (spec 2.2). */
export interface DepositTransaction {
  readonly type: 0x7e
  readonly hash: TransactionHash
  readonly size: number
  /** keccak(chainId, queueIndex). */
  readonly sourceHash: Hash<'queue source'>
  readonly from: Address
  readonly to: Address
  readonly mint: bigint
  readonly value: bigint
  readonly gasLimit: bigint
  readonly isSystem: boolean
  readonly data: Uint8Array
  /** The L1 sender whose mask applies when the messenger is `from`; not part of the encoding. */
  readonly sender: Address
}

export type Transaction = SignedTransaction | DepositTransaction
