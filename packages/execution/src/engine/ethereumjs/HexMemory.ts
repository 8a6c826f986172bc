import type { Address as EngineAddress } from '@ethereumjs/util'
import { type Address, type Hex, toHex } from '@mvm/protocol'

/**
 * Hexadecimal of the addresses and slots that EthereumJS hands over as bytes. It hands over the same objects
 * again and again within an opcode and a frame, so the last ones are remembered by identity.
 */
export class HexMemory {
  #addresses = new WeakMap<EngineAddress, Address>()
  #addressBytes: Uint8Array | undefined
  #address: Address | undefined
  #slotBytes: Uint8Array | undefined
  #slot: Hex | undefined

  address(address: EngineAddress): Address {
    let hex = this.#addresses.get(address)
    if (hex === undefined) {
      hex = toHex(address.bytes) as Address
      this.#addresses.set(address, hex)
    }
    return hex
  }

  addressOfBytes(bytes: Uint8Array): Address {
    if (bytes !== this.#addressBytes) {
      this.#addressBytes = bytes
      this.#address = toHex(bytes) as Address
    }
    return this.#address as Address
  }

  slot(bytes: Uint8Array): Hex {
    if (bytes !== this.#slotBytes) {
      this.#slotBytes = bytes
      this.#slot = toHex(bytes)
    }
    return this.#slot as Hex
  }
}
