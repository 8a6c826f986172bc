import type { CodeHash, Hash } from '@mvm/protocol'
import type { StateReader } from './StateReader.ts'
import { StateUnavailableError } from './StateUnavailableError.ts'

/** State content held in memory: for simulations on top of a store, for witnesses and for tests. */
export class MemoryStateStore implements StateReader {
  readonly #nodes = new Map<Hash, Uint8Array>()
  readonly #codes = new Map<CodeHash, Uint8Array>()

  /** Adds what a block or a genesis wrote. */
  add(content: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }): void {
    for (const [hash, encoding] of content.nodes) this.#nodes.set(hash, encoding)
    for (const [hash, code] of content.codes) this.#codes.set(hash, code)
  }

  trieNode(hash: Hash): Uint8Array {
    const encoding = this.#nodes.get(hash)
    if (encoding === undefined) throw new StateUnavailableError({ kind: 'trie node', hash })
    return encoding
  }

  code(codeHash: CodeHash): Uint8Array {
    const code = this.#codes.get(codeHash)
    if (code === undefined) throw new StateUnavailableError({ kind: 'code', hash: codeHash })
    return code
  }
}
