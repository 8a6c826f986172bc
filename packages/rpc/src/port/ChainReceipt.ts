import type { EthereumReceipt, Receipt } from '@mvm/protocol'

/** A receipt of any profile's chain. */
export type ChainReceipt = Receipt | EthereumReceipt
