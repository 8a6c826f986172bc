import {
  type Address,
  addressOfPrivateKey,
  encodeTransaction,
  type Hex,
  keccak256Hex,
  signAuthorization,
  signTransaction,
  type UnsignedTransaction,
} from '@mvm/protocol'

type Fields = Partial<Omit<Extract<UnsignedTransaction, { type: 2 }>, 'type'>>

const PRICE = 2_000_000_000n

/** A user of the tests that counts its own nonces: the n-th is always the same. */
export class Wallet {
  readonly address: Address
  nonce = 0n
  readonly #key: Hex
  readonly #chain: { readonly chainId: number }

  /** @param chain whose chain ID counts when something is signed */
  constructor(index: number, chain: { readonly chainId: number }) {
    this.#chain = chain
    this.#key = keccak256Hex(Uint8Array.of(index, 0x77))
    this.address = addressOfPrivateKey(this.#key)
  }

  /** A signed type 2 transaction with the next nonce and prices that suffice. */
  sign(fields: Fields = {}): Uint8Array {
    const nonce = fields.nonce ?? this.nonce
    this.nonce = nonce + 1n
    return encodeTransaction(
      signTransaction(
        {
          type: 2,
          chainId: this.#chain.chainId,
          gasLimit: 500_000n,
          maxFeePerGas: PRICE,
          maxPriorityFeePerGas: 0n,
          to: null,
          value: 0n,
          data: new Uint8Array(),
          accessList: [],
          ...fields,
          nonce,
        },
        this.#key,
      ),
    )
  }
  /** A signed transaction of the oldest kind. */
  signLegacy(to: Address, value: bigint): Uint8Array {
    const unsigned: UnsignedTransaction = {
      type: 0,
      chainId: this.#chain.chainId,
      nonce: this.nonce++,
      gasPrice: PRICE,
      gasLimit: 100_000n,
      to,
      value,
      data: new Uint8Array(),
    }
    return encodeTransaction(signTransaction(unsigned, this.#key))
  }

  /** A signed transaction of type 4 that lets another wallet's account run an account's code. */
  signDelegation(authority: Wallet, address: Address): Uint8Array {
    const nonce = this.nonce++
    const authorization = signAuthorization(
      { chainId: BigInt(this.#chain.chainId), address, nonce: authority.nonce++ },
      authority.#key,
    )
    const unsigned: UnsignedTransaction = {
      type: 4,
      chainId: this.#chain.chainId,
      nonce,
      maxFeePerGas: PRICE,
      maxPriorityFeePerGas: 0n,
      gasLimit: 200_000n,
      to: authority.address,
      value: 0n,
      data: new Uint8Array(),
      accessList: [],
      authorizationList: [authorization],
    }
    return encodeTransaction(signTransaction(unsigned, this.#key))
  }
}
