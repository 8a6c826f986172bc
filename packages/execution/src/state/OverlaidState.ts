import type { CodeHash, Hash } from '@mvm/protocol'
import type { StateReader } from './StateReader.ts'

/** State that lies over a store and goes away with this object. */
export class OverlaidState implements StateReader {
  readonly #below: StateReader
  readonly #nodes = new Map<Hash, Uint8Array>()
  readonly #codes = new Map<CodeHash, Uint8Array>()

  constructor(below: StateReader) {
    this.#below = below
  }

  trieNode(hash: Hash): Uint8Array {
    return this.#nodes.get(hash) ?? this.#below.trieNode(hash)
  }

  code(codeHash: CodeHash): Uint8Array {
    return this.#codes.get(codeHash) ?? this.#below.code(codeHash)
  }

  add(changes: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }): void {
    for (const [hash, node] of changes.nodes) this.#nodes.set(hash, node)
    for (const [hash, code] of changes.codes) this.#codes.set(hash, code)
  }
}
