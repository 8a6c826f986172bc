import { type Address, asHash, type Hash, toBigInt, toHex } from '@mvm/protocol'

/** A preimage of whole words, to be read by their places. */
export class Words {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  integer(index: number): bigint {
    return toBigInt(this.#word(index))
  }

  count(index: number): number {
    return Number(this.integer(index))
  }

  hash<H extends Hash>(index: number): H {
    return asHash<H>(toHex(this.#word(index)))
  }

  address(index: number): Address {
    return toHex(this.#word(index).subarray(12)) as Address
  }

  #word(index: number): Uint8Array {
    return this.#bytes.subarray(32 * index, 32 * index + 32)
  }
}
