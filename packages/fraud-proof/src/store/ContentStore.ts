import { asHash, type CodeHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import { MachineStateError } from '../error/MachineStateError.ts'
import { rlpItems } from '../rlp/rlpItems.ts'
import { EMPTY_TRIE_ROOT } from '../trie/emptyTrieRoot.ts'

/** Where content comes from that the machine did not make itself; `execution`'s state readers have this form. */
export interface ContentReader {
  trieNode(hash: Hash): Uint8Array
  code(codeHash: CodeHash): Uint8Array
}

/** keccak256 of no bytes. */
export const EMPTY_CODE_HASH: CodeHash = asHash(toHex(keccak256(new Uint8Array())))

/** Nodes whose items are kept, twice. */
const PARSED_NODES = 4096
const NO_CODE = new Uint8Array()
const NO_BLOOM = new Uint8Array(256)

/** keccak256 of the bloom without bits. */
export const EMPTY_BLOOM_HASH: Hash = asHash(toHex(keccak256(NO_BLOOM)))

/**
 * Content by its hash: what a reader has, and what steps have added. It only grows, and an entry never changes, so
 * that a step over it is a function of the state's commitment.
 */
export class ContentStore implements ContentReader {
  readonly #base: ContentReader
  readonly #nodes = new Map<Hash, Uint8Array>()
  /** Items of the nodes that were read last, and of those read before them. */
  #parsed = new Map<Hash, readonly Uint8Array[]>()
  #parsedBefore = new Map<Hash, readonly Uint8Array[]>()
  #touchedNodes = 0
  readonly #codes = new Map<CodeHash, Uint8Array>([[EMPTY_CODE_HASH, NO_CODE]])
  readonly #blooms = new Map<Hash, Uint8Array>([[EMPTY_BLOOM_HASH, NO_BLOOM]])
  readonly #preimages = new Map<Hash, Uint8Array>()

  constructor(base: ContentReader) {
    this.#base = base
  }

  trieNode(hash: Hash): Uint8Array {
    let node = this.#nodes.get(hash)
    if (node === undefined) {
      node = this.#base.trieNode(hash)
      this.#nodes.set(hash, node)
    }
    return node
  }

  /** A node's items, each with its header. Those in use are parsed once. */
  trieItems(hash: Hash): readonly Uint8Array[] {
    this.#touchedNodes++
    let items = this.#parsed.get(hash)
    if (items !== undefined) return items
    items = this.#parsedBefore.get(hash) ?? rlpItems(this.trieNode(hash))
    if (this.#parsed.size === PARSED_NODES) {
      this.#parsedBefore = this.#parsed
      this.#parsed = new Map()
    }
    this.#parsed.set(hash, items)
    return items
  }

  /** How many nodes steps have read and added so far: what most of their time goes to, where they do. */
  get touchedNodes(): number {
    return this.#touchedNodes
  }

  keepTrieNode(hash: Hash, node: Uint8Array): void {
    this.#touchedNodes++
    if (hash !== EMPTY_TRIE_ROOT) this.#nodes.set(hash, node)
  }

  code(codeHash: CodeHash): Uint8Array {
    let code = this.#codes.get(codeHash)
    if (code === undefined) {
      code = this.#base.code(codeHash)
      this.#codes.set(codeHash, code)
    }
    return code
  }

  /** Adds a code and gives its hash. */
  keepCode(code: Uint8Array): CodeHash {
    const hash = asHash<CodeHash>(toHex(keccak256(code)))
    if (!this.#codes.has(hash)) this.#codes.set(hash, code)
    return hash
  }

  /** A bloom of 256 bytes; the one without bits needs no adding. */
  bloom(hash: Hash): Uint8Array {
    const bloom = this.#blooms.get(hash)
    if (bloom === undefined) throw new MachineStateError({ problem: `bloom ${hash} is not known` })
    return bloom
  }

  /** Adds a bloom and gives its hash. */
  keepBloom(bloom: Uint8Array): Hash {
    const hash = asHash(toHex(keccak256(bloom)))
    this.#blooms.set(hash, bloom)
    return hash
  }

  /** What L1 or the machine committed to by its hash: headers, a batch, a payload, links of a chain. */
  preimage(hash: Hash): Uint8Array {
    const preimage = this.#preimages.get(hash)
    if (preimage === undefined) {
      throw new MachineStateError({ problem: `what ${hash} is the hash of is not known` })
    }
    return preimage
  }

  /** Adds what a commitment opens to and gives its hash. */
  keepPreimage<H extends Hash>(preimage: Uint8Array): H {
    const hash = asHash<H>(toHex(keccak256(preimage)))
    this.#preimages.set(hash, preimage)
    return hash
  }
}
