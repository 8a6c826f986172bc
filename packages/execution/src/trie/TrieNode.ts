/**
 * The three shapes of a Merkle-Patricia node (Yellow Paper, appendix D). Paths are nibbles, one per byte.
 * `hash` is set once the node is known to be stored under it; a node without one is new or embedded.
 */
export type TrieNode = LeafNode | ExtensionNode | BranchNode

export interface LeafNode {
  readonly kind: 'leaf'
  readonly path: Uint8Array
  readonly value: Uint8Array
  hash?: Uint8Array
}

export interface ExtensionNode {
  readonly kind: 'extension'
  readonly path: Uint8Array
  child: NodeReference
  hash?: Uint8Array
}

export interface BranchNode {
  readonly kind: 'branch'
  /** Sixteen entries. No key of a trie is a prefix of another one, so a branch has no value of its own. */
  readonly children: (NodeReference | null)[]
  hash?: Uint8Array
}

/** A node in memory, or the hash under which it is stored. */
export type NodeReference = TrieNode | Uint8Array
