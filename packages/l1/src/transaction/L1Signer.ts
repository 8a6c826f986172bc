import type { Address, Hex } from '@mvm/protocol'

/** An EIP-1559 transaction to be signed. */
export interface L1TransactionRequest {
  readonly chainId: number
  readonly nonce: number
  readonly to: Address
  readonly data: Hex
  /** Wei. */
  readonly value: bigint
  readonly gasLimit: bigint
  /** Wei. */
  readonly maxFeePerGas: bigint
  /** Wei. */
  readonly maxPriorityFeePerGas: bigint
}

/** Holder of one L1 key: in memory, in a keystore or remote. */
export interface L1Signer {
  readonly address: Address
  /** The signed transaction, ready for `eth_sendRawTransaction`. */
  sign(request: L1TransactionRequest, signal?: AbortSignal): Promise<Hex>
}
