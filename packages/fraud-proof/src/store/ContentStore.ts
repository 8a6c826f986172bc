import { asHash, type CodeHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import { MachineStateError } from '../error/MachineStateError.ts'
import { rlpItems } from '../rlp/rlpItems.ts'
import { EMPTY_TRIE_ROOT } from '../trie/emptyTrieRoot.ts'
import { NodeLayers } from './NodeLayers.ts'
import { RecentContent } from './RecentContent.ts'

/** Where content comes from that the machine did not make itself; `execution`'s state readers have this form. */
export interface ContentReader {
  trieNode(hash: Hash): Uint8Array
  code(codeHash: CodeHash): Uint8Array
}

/** keccak256 of no bytes. */
export const EMPTY_CODE_HASH: CodeHash = asHash(toHex(keccak256(new Uint8Array())))

/** Nodes whose items are kept, twice. */
const PARSED_NODES = 4096
/** Codes of the reader's that are kept, twice: 12 MiB of the longest ones. */
const READ_CODES = 256
/** What content costs beside its bytes. */
const ENTRY_BYTES = 300
const NO_CODE = new Uint8Array()
const NO_BLOOM = new Uint8Array(256)

/** keccak256 of the bloom without bits. */
export const EMPTY_BLOOM_HASH: Hash = asHash(toHex(keccak256(NO_BLOOM)))

/**
 * Content by its hash: what a reader has, and what steps have added. An entry never changes, so that a step over it is a
 * function of the state's commitment. Of nodes it grows until somebody says which ones are needed.
 */
export class ContentStore implements ContentReader {
  readonly #base: ContentReader
  readonly #nodes = new NodeLayers()
  /** Items of the nodes that were read last. */
  readonly #parsed = new RecentContent<readonly Uint8Array[]>(PARSED_NODES)
  #touchedNodes = 0
  #addedBytes = 0
  /** Those that steps have made. */
  readonly #codes = new Map<CodeHash, Uint8Array>([[EMPTY_CODE_HASH, NO_CODE]])
  readonly #readCodes = new RecentContent<Uint8Array>(READ_CODES)
  readonly #blooms = new Map<Hash, Uint8Array>([[EMPTY_BLOOM_HASH, NO_BLOOM]])
  readonly #preimages = new Map<Hash, Uint8Array>()

  constructor(base: ContentReader) {
    this.#base = base
  }

  trieNode(hash: Hash): Uint8Array {
    return this.#nodes.get(hash) ?? this.#base.trieNode(hash)
  }

  /** A node's items, each with its header. Those in use are parsed once. */
  trieItems(hash: Hash): readonly Uint8Array[] {
    this.#touchedNodes++
    return this.#parsed.get(hash) ?? this.#parsed.add(hash, rlpItems(this.trieNode(hash)))
  }

  /** How many nodes steps have read and added so far: what most of their time goes to, where they do. */
  get touchedNodes(): number {
    return this.#touchedNodes
  }

  keepTrieNode(hash: Hash, node: Uint8Array): void {
    this.#touchedNodes++
    if (hash !== EMPTY_TRIE_ROOT) this.#nodes.add(hash, node)
  }

  /** Memory that is not given back before the store is, roughly. */
  get keptBytes(): number {
    return this.#nodes.keptBytes + this.#addedBytes
  }

  /** Of the nodes that steps have added keeps those that these hashes lead to, for good, and drops the others. */
  keepReachable(hashes: Iterable<Hash>): void {
    this.#nodes.keep(hashes)
  }

  /** Drops the nodes that steps have added since. */
  dropRecent(): void {
    this.#nodes.drop()
  }

  code(codeHash: CodeHash): Uint8Array {
    return (
      this.#codes.get(codeHash) ??
      this.#readCodes.get(codeHash) ??
      this.#readCodes.add(codeHash, this.#base.code(codeHash))
    )
  }

  /** Adds a code and gives its hash. */
  keepCode(code: Uint8Array): CodeHash {
    const hash = asHash<CodeHash>(toHex(keccak256(code)))
    this.#add(this.#codes, hash, code)
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
    this.#add(this.#blooms, hash, bloom)
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
    this.#add(this.#preimages, hash, preimage)
    return hash
  }

  #add<H extends Hash>(contents: Map<H, Uint8Array>, hash: H, content: Uint8Array): void {
    if (contents.has(hash)) return
    contents.set(hash, content)
    this.#addedBytes += content.length + ENTRY_BYTES
  }
}
