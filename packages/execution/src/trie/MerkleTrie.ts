import { asHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import { decodeTrieNode } from './decodeTrieNode.ts'
import { type ChildEncoding, encodeTrieNode } from './encodeTrieNode.ts'
import { nibbleAt } from './nibbleAt.ts'
import { PrefixKeyError } from './PrefixKeyError.ts'
import type { BranchNode, ExtensionNode, LeafNode, NodeReference, TrieNode } from './TrieNode.ts'
import { toNibbles } from './toNibbles.ts'

/** RLP of the node with a hash; throws when it has none. */
export type LoadTrieNode = (hash: Hash) => Uint8Array

export interface TrieEntry {
  readonly key: Uint8Array
  /** `null` removes the key. */
  readonly value: Uint8Array | null
}

/** keccak256(rlp('')): the root of a trie without entries. */
export const EMPTY_TRIE_ROOT: Uint8Array = keccak256(Uint8Array.of(0x80))

/**
 * A Merkle-Patricia trie over a synchronous node reader. Nodes that were read or written stay decoded, so a
 * trie kept from block to block finds its hot paths in memory. Nodes never change once they are part of it.
 * Keys must not be prefixes of one another ({@link PrefixKeyError}); hashing them is the caller's affair.
 */
export class MerkleTrie {
  readonly #load: LoadTrieNode
  #root: NodeReference | null

  constructor(load: LoadTrieNode, root: Uint8Array = EMPTY_TRIE_ROOT) {
    this.#load = load
    this.#root = Buffer.compare(root, EMPTY_TRIE_ROOT) === 0 ? null : root
  }

  /** A trie of the same contents, which shares the nodes read so far and changes on its own. */
  fork(): MerkleTrie {
    const fork = new MerkleTrie(this.#load)
    fork.#root = this.#root
    return fork
  }

  get(key: Uint8Array): Uint8Array | null {
    let node = this.#resolveRoot()
    let depth = 0
    while (node !== null) {
      if (node.kind === 'branch') {
        const nibble = nibbleAt(key, depth)
        if (nibble === undefined) return null
        node = this.#resolveChild(node, nibble)
        depth += 1
        continue
      }
      for (let i = 0; i < node.path.length; i++) {
        if (nibbleAt(key, depth + i) !== node.path[i]) return null
      }
      depth += node.path.length
      if (node.kind === 'leaf') return depth === key.length * 2 ? node.value : null
      node = this.#resolveExtension(node)
    }
    return null
  }

  /** Writes and removes many keys in one pass. Keys are distinct, in any order. */
  update(entries: readonly TrieEntry[]): void {
    if (entries.length === 0) return
    const sorted = entries.toSorted((a, b) => Buffer.compare(a.key, b.key))
    this.#root = this.#update(this.#resolveRoot(), sorted, 0, sorted.length, 0)
  }

  /** The root's hash; every node that is new since the last commit goes to `store`. */
  commit(store: (hash: Hash, encoding: Uint8Array) => void): Uint8Array {
    const root = this.#root
    if (root === null) return EMPTY_TRIE_ROOT
    if (root instanceof Uint8Array) return root
    if (root.hash !== undefined) return root.hash
    const encoding = encodeWith(root, store)
    root.hash = keccak256(encoding)
    store(asHash(toHex(root.hash)), encoding)
    return root.hash
  }

  #update(
    node: TrieNode | null,
    entries: readonly TrieEntry[],
    from: number,
    to: number,
    depth: number,
  ): TrieNode | null {
    if (node === null) return build(entries.slice(from, to), depth)
    switch (node.kind) {
      case 'leaf':
        return updateLeaf(node, entries.slice(from, to), depth)
      case 'extension':
        return this.#updateExtension(node, entries, from, to, depth)
      case 'branch':
        return this.#updateBranch(node, entries, from, to, depth)
    }
  }

  #updateBranch(
    node: BranchNode,
    entries: readonly TrieEntry[],
    from: number,
    to: number,
    depth: number,
  ): TrieNode | null {
    let children: (NodeReference | null)[] | undefined
    for (let start = from; start < to; ) {
      const nibble = requireNibble((entries[start] as TrieEntry).key, depth)
      let end = start + 1
      while (end < to && nibbleAt((entries[end] as TrieEntry).key, depth) === nibble) end++
      const before = this.#resolveChild(node, nibble)
      const after = this.#update(before, entries, start, end, depth + 1)
      if (after !== before) {
        children ??= node.children.slice()
        children[nibble] = after
      }
      start = end
    }
    return children === undefined ? node : this.#collapse({ kind: 'branch', children })
  }

  #updateExtension(
    node: ExtensionNode,
    entries: readonly TrieEntry[],
    from: number,
    to: number,
    depth: number,
  ): TrieNode | null {
    // Removing a key that the trie does not have must not split the path (and read a sibling for it).
    const relevant: TrieEntry[] = []
    let shared = node.path.length
    for (let i = from; i < to; i++) {
      const entry = entries[i] as TrieEntry
      const common = commonPrefix(node.path, entry.key, depth)
      if (common < node.path.length && entry.value === null) continue
      relevant.push(entry)
      if (common < shared) shared = common
    }
    if (relevant.length === 0) return node
    if (shared === node.path.length) {
      const before = this.#resolveExtension(node)
      const after = this.#update(before, relevant, 0, relevant.length, depth + shared)
      if (after === before) return node
      return after === null ? null : prepend(node.path, after)
    }
    const children: (NodeReference | null)[] = new Array(16).fill(null)
    children[node.path[shared] as number] =
      shared + 1 === node.path.length
        ? node.child
        : { kind: 'extension', path: node.path.slice(shared + 1), child: node.child }
    const split = this.#updateBranch(
      { kind: 'branch', children },
      relevant,
      0,
      relevant.length,
      depth + shared,
    )
    return split === null ? null : prepend(node.path.subarray(0, shared), split)
  }

  /** A branch whose children changed: gone without children, merged into a single one. */
  #collapse(branch: BranchNode): TrieNode | null {
    let only = -1
    for (let i = 0; i < 16; i++) {
      if (branch.children[i] === null) continue
      if (only >= 0) return branch
      only = i
    }
    if (only < 0) return null
    const child = this.#resolveChild(branch, only)
    return child === null ? null : prepend(Uint8Array.of(only), child)
  }

  #resolveRoot(): TrieNode | null {
    const root = this.#root
    if (root === null || !(root instanceof Uint8Array)) return root
    const node = this.#read(root)
    this.#root = node
    return node
  }

  #resolveChild(branch: BranchNode, nibble: number): TrieNode | null {
    const child = branch.children[nibble] ?? null
    if (child === null || !(child instanceof Uint8Array)) return child
    const node = this.#read(child)
    branch.children[nibble] = node
    return node
  }

  #resolveExtension(extension: ExtensionNode): TrieNode {
    if (!(extension.child instanceof Uint8Array)) return extension.child
    const node = this.#read(extension.child)
    extension.child = node
    return node
  }

  #read(hash: Uint8Array): TrieNode {
    const node = decodeTrieNode(this.#load(asHash(toHex(hash))))
    node.hash = hash
    return node
  }
}

function updateLeaf(leaf: LeafNode, entries: readonly TrieEntry[], depth: number): TrieNode | null {
  const own = entries.findIndex(
    ({ key }) =>
      key.length * 2 === depth + leaf.path.length &&
      commonPrefix(leaf.path, key, depth) === leaf.path.length,
  )
  const written = own < 0 ? undefined : (entries[own] as TrieEntry)
  const hasOthers = entries.some((entry) => entry.value !== null && entry !== written)
  if (!hasOthers) {
    if (written === undefined) return leaf
    if (written.value === null) return null
    if (Buffer.compare(written.value, leaf.value) === 0) return leaf
    return { kind: 'leaf', path: leaf.path, value: written.value }
  }
  if (written !== undefined) return build(entries, depth)
  const key = keyOf(leaf, (entries[0] as TrieEntry).key, depth)
  const merged = [...entries, { key, value: leaf.value }]
  return build(
    merged.toSorted((a, b) => Buffer.compare(a.key, b.key)),
    depth,
  )
}

/** The whole key of a leaf at a depth, whose first nibbles it shares with `neighbour`. */
function keyOf(leaf: LeafNode, neighbour: Uint8Array, depth: number): Uint8Array {
  const key = new Uint8Array((depth + leaf.path.length) >> 1)
  for (let i = 0; i < depth + leaf.path.length; i++) {
    const nibble = i < depth ? nibbleAt(neighbour, i) : leaf.path[i - depth]
    key[i >> 1] = (key[i >> 1] as number) | ((nibble as number) << ((i & 1) === 0 ? 4 : 0))
  }
  return key
}

/** A subtree of sorted entries that share their first `depth` nibbles; removals build nothing. */
function build(entries: readonly TrieEntry[], depth: number): TrieNode | null {
  const live = entries.filter((entry) => entry.value !== null)
  return live.length === 0 ? null : buildLive(live, 0, live.length, depth)
}

function buildLive(
  entries: readonly TrieEntry[],
  from: number,
  to: number,
  depth: number,
): TrieNode {
  const first = entries[from] as TrieEntry
  if (to - from === 1) {
    return { kind: 'leaf', path: toNibbles(first.key, depth), value: first.value as Uint8Array }
  }
  const last = entries[to - 1] as TrieEntry
  let shared = depth
  while (requireNibble(first.key, shared) === requireNibble(last.key, shared)) shared++
  const children: (NodeReference | null)[] = new Array(16).fill(null)
  for (let start = from; start < to; ) {
    const nibble = requireNibble((entries[start] as TrieEntry).key, shared)
    let end = start + 1
    while (end < to && nibbleAt((entries[end] as TrieEntry).key, shared) === nibble) end++
    children[nibble] = buildLive(entries, start, end, shared + 1)
    start = end
  }
  const branch: BranchNode = { kind: 'branch', children }
  return prepend(toNibbles(first.key, depth).subarray(0, shared - depth), branch)
}

function prepend(path: Uint8Array, node: TrieNode): TrieNode {
  if (path.length === 0) return node
  switch (node.kind) {
    case 'leaf':
      return { kind: 'leaf', path: Buffer.concat([path, node.path]), value: node.value }
    case 'extension':
      return { kind: 'extension', path: Buffer.concat([path, node.path]), child: node.child }
    case 'branch':
      return { kind: 'extension', path: path.slice(), child: node }
  }
}

function commonPrefix(path: Uint8Array, key: Uint8Array, depth: number): number {
  let i = 0
  while (i < path.length && nibbleAt(key, depth + i) === path[i]) i++
  return i
}

function requireNibble(key: Uint8Array, depth: number): number {
  const nibble = nibbleAt(key, depth)
  if (nibble === undefined) throw new PrefixKeyError({ key })
  return nibble
}

function encodeWith(node: TrieNode, store: (hash: Hash, encoding: Uint8Array) => void): Uint8Array {
  const references =
    node.kind === 'leaf' ? [] : node.kind === 'extension' ? [node.child] : node.children
  const children: (ChildEncoding | null)[] = new Array(references.length)
  for (let i = 0; i < references.length; i++) {
    const child = references[i] ?? null
    children[i] = child === null ? null : encodeReference(child, store)
  }
  return encodeTrieNode(node, children)
}

function encodeReference(
  child: NodeReference,
  store: (hash: Hash, encoding: Uint8Array) => void,
): ChildEncoding {
  if (child instanceof Uint8Array) return hashReference(child)
  if (child.hash !== undefined) return hashReference(child.hash)
  const encoding = encodeWith(child, store)
  if (encoding.length < 32) return encoding
  child.hash = keccak256(encoding)
  store(asHash(toHex(child.hash)), encoding)
  return hashReference(child.hash)
}

function hashReference(hash: Uint8Array): ChildEncoding {
  const reference = new Uint8Array(33)
  reference[0] = 0xa0
  reference.set(hash, 1)
  return reference
}
