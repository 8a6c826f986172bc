import { randomInt } from 'node:crypto'

const HASH_BYTES = 32
const FIRST_CAPACITY = 1 << 10
const MAX_LOAD = 0.7
const NOTHING = Buffer.alloc(HASH_BYTES)

/** Hashes of 32 bytes without an object for each: 46 to 92 bytes an entry. Never holds the hash of zeros. */
export class HashSet {
  #slots = Buffer.alloc(FIRST_CAPACITY * HASH_BYTES)
  #capacity = FIRST_CAPACITY
  #size = 0
  /** Which bytes of a hash choose its slot: nobody can make hashes that all want the same. */
  readonly #offset = randomInt(HASH_BYTES - 3)

  get size(): number {
    return this.#size
  }

  has(hash: Uint8Array): boolean {
    return this.#find(hash).isThere
  }

  /** `false` when it was there already. */
  add(hash: Uint8Array): boolean {
    const { at, isThere } = this.#find(hash)
    if (isThere) return false
    this.#slots.set(hash, at)
    this.#size++
    if (this.#size > this.#capacity * MAX_LOAD) this.#grow()
    return true
  }

  #find(hash: Uint8Array): { readonly at: number; readonly isThere: boolean } {
    const mask = this.#capacity - 1
    const wanted = Buffer.from(hash.buffer, hash.byteOffset, HASH_BYTES).readUInt32LE(this.#offset)
    for (let slot = wanted & mask; ; slot = (slot + 1) & mask) {
      const at = slot * HASH_BYTES
      if (this.#slots.compare(hash, 0, HASH_BYTES, at, at + HASH_BYTES) === 0)
        return { at, isThere: true }
      if (this.#slots.compare(NOTHING, 0, HASH_BYTES, at, at + HASH_BYTES) === 0)
        return { at, isThere: false }
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#capacity *= 2
    this.#slots = Buffer.alloc(this.#capacity * HASH_BYTES)
    this.#size = 0
    for (let at = 0; at < old.length; at += HASH_BYTES) {
      const hash = old.subarray(at, at + HASH_BYTES)
      if (hash.compare(NOTHING) !== 0) this.add(hash)
    }
  }
}
