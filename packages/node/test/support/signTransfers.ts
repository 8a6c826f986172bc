import {
  type Address,
  addressOfPrivateKey,
  encodeTransaction,
  type Hex,
  signTransaction,
  type TransactionHash,
  toHex,
} from '@mvm/protocol'

export interface TransferOptions {
  readonly chainId: number
  readonly privateKey: Hex
  readonly firstNonce: number
  readonly count: number
  /** @default the sender itself */
  readonly to?: Address
  /** Wei. @default 1 */
  readonly value?: bigint
}

/** A signed transaction, ready to be sent. */
export interface SignedTransfer {
  readonly hash: TransactionHash
  readonly raw: Hex
  readonly nonce: number
  readonly signer: Address
}

const GWEI = 10n ** 9n

/** Plain transfers under consecutive nonces, at a price that no devnet's base fee reaches. */
export function signTransfers(options: TransferOptions): SignedTransfer[] {
  const { chainId, privateKey, firstNonce, count, value = 1n } = options
  const signer = addressOfPrivateKey(privateKey)
  const to = options.to ?? signer
  return Array.from({ length: count }, (_, index) => {
    const nonce = firstNonce + index
    const signed = signTransaction(
      {
        type: 2,
        chainId,
        nonce: BigInt(nonce),
        maxPriorityFeePerGas: GWEI,
        maxFeePerGas: 1_000n * GWEI,
        gasLimit: 21_000n,
        to,
        value,
        data: new Uint8Array(0),
        accessList: [],
      },
      privateKey,
    )
    return { hash: signed.hash, raw: toHex(encodeTransaction(signed)), nonce, signer }
  })
}
