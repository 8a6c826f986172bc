import type {
  Address,
  Hex,
  SignedTransaction,
  TransactionHash,
  UnsignedTransaction,
} from '@mvm/protocol'

/** A message that goes to the DAC through L1's queue, in the name of somebody whose key nobody needs. */
export interface ForcedMessage {
  readonly from: Address
  readonly to: Address
  readonly value: bigint
  /** On L2: from 21,000 + 40 for each byte of data to 2^24. */
  readonly gasLimit: bigint
  readonly data: Uint8Array
}

/** When the block is to be that is wanted. */
export type BlockTime =
  | { readonly kind: 'now' }
  /** That many seconds later than it would be. */
  | { readonly kind: 'later'; readonly seconds: number }
  /** Seconds since 1970. */
  | { readonly kind: 'at'; readonly timestamp: number }

/** Structured data to be signed (EIP-712), as `eth_signTypedData_v4` takes it. */
export interface TypedData {
  readonly domain: Readonly<Record<string, unknown>>
  readonly types: Readonly<
    Record<string, readonly { readonly name: string; readonly type: string }[]>
  >
  readonly message: Readonly<Record<string, unknown>>
}

/**
 * What a node of the dev profile does for whoever develops. All of it goes through the DAC's L1, itself a development
 * chain, so that every node derives the same. Rejects with `NotSupportedError` where L1 is none, with
 * `UnavailableError` while it is away, and with `InvalidInputError` where its contracts refuse.
 */
export interface DevelopmentPort {
  /** Those whose keys everybody knows. */
  readonly accounts: readonly Address[]
  /** Of one of {@link accounts}. */
  signTransaction(account: Address, transaction: UnsignedTransaction): SignedTransaction
  /** 65 bytes: EIP-191's signature of a message by one of {@link accounts}. */
  signMessage(account: Address, message: Uint8Array): Hex
  /** 65 bytes. Throws `InvalidInputError` for data that is not what its types say. */
  signTypedData(account: Address, typedData: TypedData): Hex
  /** Lets clients send in an account's name; this node remembers it while it runs. */
  impersonate(account: Address): void
  stopImpersonating(account: Address): void
  /** Lets clients send in anybody's name, or no longer. */
  impersonateEverybody(isAllowed: boolean): void
  isImpersonated(account: Address): boolean
  /** Puts a message into L1's queue. Resolves with the hash that its transaction will have, when L1 has it. */
  force(message: ForcedMessage, signal: AbortSignal): Promise<TransactionHash>
  /** Puts a message into L1's queue that does nothing, at a time that L1 has from then on; otherwise as {@link force}. */
  requestBlock(time: BlockTime, signal: AbortSignal): Promise<TransactionHash>
  /** Brings MT from L1 to an account: wei of MT, as far as the DAC's sequencers are bonded. Otherwise as {@link force}. */
  deposit(to: Address, amount: bigint, signal: AbortSignal): Promise<TransactionHash>
}
