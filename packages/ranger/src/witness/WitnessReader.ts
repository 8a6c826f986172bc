import { type StateReader, StateUnavailableError } from '@mvm/execution'
import { asHash, type CodeHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import type { SegmentWitness } from './SegmentWitness.ts'

/**
 * State out of a witness that nobody vouches for. Everything is kept under its own keccak, so that what was forged
 * stands where nobody looks, and what execution asks for is either right or absent.
 */
export class WitnessReader implements StateReader {
  readonly #nodes = new Map<Hash, Uint8Array>()
  readonly #codes = new Map<CodeHash, Uint8Array>()

  constructor({ nodes, codes }: Pick<SegmentWitness, 'nodes' | 'codes'>) {
    for (const node of nodes) this.#nodes.set(hashOf(node), node)
    for (const code of codes) this.#codes.set(hashOf(code), code)
  }

  /** Adds what own execution of a block made. */
  add(changes: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }): void {
    for (const [hash, node] of changes.nodes) this.#nodes.set(hash, node)
    for (const [hash, code] of changes.codes) this.#codes.set(hash, code)
  }

  trieNode(hash: Hash): Uint8Array {
    const node = this.#nodes.get(hash)
    if (node === undefined) throw new StateUnavailableError({ kind: 'trie node', hash })
    return node
  }

  code(codeHash: CodeHash): Uint8Array {
    const code = this.#codes.get(codeHash)
    if (code === undefined) throw new StateUnavailableError({ kind: 'code', hash: codeHash })
    return code
  }
}

function hashOf<H extends Hash>(bytes: Uint8Array): H {
  return asHash<H>(toHex(keccak256(bytes)))
}
