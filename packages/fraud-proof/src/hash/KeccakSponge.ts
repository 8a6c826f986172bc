import { asHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import { keccakP } from '@noble/hashes/sha3.js'

/** Bytes that keccak256 takes in between two permutations. */
export const SPONGE_RATE = 136

const LANE_HALVES = 50
const HASH_BYTES = 32

/**
 * keccak256 between two blocks of its input, as a value: 25 lanes of 64 bits, each as a little-endian pair of halves.
 * What more than one step hashes is handed on as one of these.
 */
export class KeccakSponge {
  static readonly fresh = new KeccakSponge(new Uint32Array(LANE_HALVES))

  readonly #halves: Uint32Array
  #hash: Hash | undefined

  private constructor(halves: Uint32Array) {
    this.#halves = halves
  }

  /** Takes in whole blocks. */
  absorb(blocks: Uint8Array): KeccakSponge {
    const halves = this.#halves.slice()
    const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.length)
    for (let start = 0; start < blocks.length; start += SPONGE_RATE) {
      for (let i = 0; i < SPONGE_RATE / 4; i++) {
        halves[i] = (halves[i] as number) ^ view.getUint32(start + 4 * i, true)
      }
      keccakP(halves)
    }
    return new KeccakSponge(halves)
  }

  /** Takes in the last bytes, which may be none, and gives the hash of all. */
  finish(rest: Uint8Array): Uint8Array {
    const padded = new Uint8Array(rest.length + SPONGE_RATE - (rest.length % SPONGE_RATE))
    padded.set(rest)
    padded[rest.length] = 0x01
    padded[padded.length - 1] = (padded.at(-1) as number) | 0x80
    return this.absorb(padded).encode().subarray(0, HASH_BYTES)
  }

  /** The sponge's 200 bytes. */
  encode(): Uint8Array {
    const bytes = new Uint8Array(LANE_HALVES * 4)
    const view = new DataView(bytes.buffer)
    for (let i = 0; i < LANE_HALVES; i++) view.setUint32(4 * i, this.#halves[i] as number, true)
    return bytes
  }

  /** keccak256 of {@link encode}. */
  hash(): Hash {
    this.#hash ??= asHash(toHex(keccak256(this.encode())))
    return this.#hash
  }
}
