import type { Receipt, StateRoot } from '@mvm/protocol'

/** What the receipts of all profiles have. */
export type CommonReceipt = Omit<
  Receipt,
  'l1Fee' | 'taxPaid' | 'charterVersion' | 'inclusion' | 'denial' | 'depositNonce'
>

/** A receipt of an Ethereum block. */
export interface EthereumReceipt extends CommonReceipt {
  /** Before Byzantium: the state after the transaction, in the place of the status. */
  readonly stateRoot: StateRoot | null
  /** 0 for all types but 3. */
  readonly blobGasUsed: bigint
  /** Wei per blob gas. */
  readonly blobGasPrice: bigint
}

/** A receipt of any profile's chain. */
export type ChainReceipt = Receipt | EthereumReceipt
