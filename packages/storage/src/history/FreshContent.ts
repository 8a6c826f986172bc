import type { StateContent } from '../unit/ChainChange.ts'

/** Content that was written since a sweep began: what it finds unused may have come into use again. */
export class FreshContent {
  readonly #hashes = new Set<string>()

  add({ nodes, codes }: StateContent): void {
    for (const hash of nodes.keys()) this.#hashes.add(hash)
    for (const hash of codes.keys()) this.#hashes.add(hash)
  }

  has(hash: string): boolean {
    return this.#hashes.has(hash)
  }
}
