import type {
  Address,
  DepositTransaction,
  FeeMarketTransaction,
  Hex,
  LegacyTransaction,
  SignedTransaction,
} from '@mvm/protocol'

/** A legacy transaction that is valid on any chain, as before EIP-155. */
export interface UnprotectedTransaction extends Omit<LegacyTransaction, 'chainId'> {
  readonly chainId: null
}

/** A transaction with blobs (EIP-4844), without the blobs. */
export interface BlobTransaction extends Omit<FeeMarketTransaction, 'type' | 'to'> {
  readonly type: 3
  readonly to: Address
  /** Wei per blob gas. */
  readonly maxFeePerBlobGas: bigint
  readonly blobVersionedHashes: readonly Hex[]
}

/** A transaction that somebody signed, of any type that any profile's chain has. */
export type SignedChainTransaction = SignedTransaction | UnprotectedTransaction | BlobTransaction

/** What stands in the blocks of any profile's chain. */
export type ChainTransaction = SignedChainTransaction | DepositTransaction
