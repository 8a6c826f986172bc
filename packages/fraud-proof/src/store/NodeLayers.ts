import type { Hash } from '@mvm/protocol'
import { referencesIn } from './referencesIn.ts'

/** What a node costs beside its bytes: its hash as a string, two entries, a view. */
const NODE_BYTES = 300

/**
 * Nodes of tries that steps have made: those of the steps since a state was kept last, and those that kept states reach.
 * Most nodes are replaced a few steps after they were made; a block can make four million.
 */
export class NodeLayers {
  readonly #kept = new Map<Hash, Uint8Array>()
  #recent = new Map<Hash, Uint8Array>()
  #keptBytes = 0

  /** Memory that the kept ones take, roughly. */
  get keptBytes(): number {
    return this.#keptBytes
  }

  get(hash: Hash): Uint8Array | undefined {
    return this.#recent.get(hash) ?? this.#kept.get(hash)
  }

  add(hash: Hash, node: Uint8Array): void {
    this.#recent.set(hash, node)
  }

  /** Keeps what these hashes lead to, and drops what else is recent. */
  keep(roots: Iterable<Hash>): void {
    const reached: (readonly [Hash, Uint8Array])[] = []
    const waiting = [...roots]
    for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
      const node = this.#recent.get(hash)
      // What a kept node leads to is kept, and what was there before the block leads to nothing that is not.
      if (node === undefined || this.#kept.has(hash)) continue
      this.#recent.delete(hash)
      reached.push([hash, node])
      waiting.push(...referencesIn(node))
    }
    this.#move(reached)
    this.drop()
  }

  /** Drops what is recent. */
  drop(): void {
    this.#recent = new Map()
  }

  /** Copies nodes together: where they stand, each would keep others' bytes. */
  #move(nodes: readonly (readonly [Hash, Uint8Array])[]): void {
    const bytes = new Uint8Array(nodes.reduce((sum, [, { length }]) => sum + length, 0))
    let at = 0
    for (const [hash, node] of nodes) {
      bytes.set(node, at)
      this.#kept.set(hash, bytes.subarray(at, at + node.length))
      at += node.length
    }
    this.#keptBytes += bytes.length + nodes.length * NODE_BYTES
  }
}
