import { fromHex, type Hex, keccak256, type Log } from '@mvm/protocol'
import type { LogCriteria } from '../port/LogQuery.ts'

/** Tells which logs meet criteria, and which blocks cannot have any. */
export class LogMatcher {
  readonly #addresses: ReadonlySet<Hex>
  readonly #topics: readonly ReadonlySet<Hex>[]
  /** For each criterion, for each alternative, its three bits. */
  readonly #bloomBits: readonly (readonly BloomBits[])[]

  constructor({ addresses, topics }: LogCriteria) {
    this.#addresses = new Set(addresses)
    this.#topics = topics.map((alternatives) => new Set(alternatives))
    this.#bloomBits = [addresses, ...topics]
      .filter((alternatives) => alternatives.length > 0)
      .map((alternatives) => alternatives.map(bloomBits))
  }

  matches(log: Log): boolean {
    if (this.#addresses.size > 0 && !this.#addresses.has(log.address)) return false
    if (log.topics.length < this.#topics.length) return false
    return this.#topics.every(
      (alternatives, position) =>
        alternatives.size === 0 || alternatives.has(log.topics[position] as Hex),
    )
  }

  /** `false` only if no log under that bloom filter matches. */
  mayMatch(logsBloom: Hex): boolean {
    return this.#bloomBits.every((alternatives) =>
      alternatives.some((bits) =>
        bits.every(({ digit, mask }) => digitAt(logsBloom, digit) & mask),
      ),
    )
  }
}

/** Where three bits of a bloom filter stand in its hexadecimal form. */
type BloomBits = readonly { readonly digit: number; readonly mask: number }[]

function bloomBits(item: Hex): BloomBits {
  const hash = keccak256(fromHex(item))
  return [0, 2, 4].map((i) => {
    const bit = (((hash[i] as number) << 8) | (hash[i + 1] as number)) & 0x7ff
    return { digit: 2 + 511 - (bit >> 2), mask: 1 << (bit & 3) }
  })
}

function digitAt(hex: Hex, index: number): number {
  const code = hex.charCodeAt(index)
  return code < 58 ? code - 48 : code - 87
}
