import type { Hash } from '@mvm/protocol'

/** A branch or an extension on the way to a key. */
export interface PathNode {
  readonly items: readonly Uint8Array[]
  /** Which item the way goes on in. */
  readonly index: number
}

/** Where a way ends. */
export type PathEnd =
  /** At an empty place, at this depth. */
  | { readonly kind: 'nothing' }
  /** At the key's leaf. */
  | { readonly kind: 'leaf'; readonly nibbles: Uint8Array; readonly value: Uint8Array }
  /** At a leaf or an extension whose path is another after some nibbles in common. */
  | {
      readonly kind: 'fork'
      readonly nibbles: Uint8Array
      readonly isLeaf: boolean
      readonly common: number
      /** The leaf's value or the extension's child, as RLP. */
      readonly item: Uint8Array
    }

/** The way from a trie's root to where a key stands or would stand. */
export interface TriePath {
  readonly root: Hash
  /** The key's 64 nibbles. */
  readonly key: Uint8Array
  readonly nodes: readonly PathNode[]
  /** Nibbles that the nodes took. */
  readonly depth: number
  readonly end: PathEnd
  /** `null` when the trie does not have the key. */
  readonly value: Uint8Array | null
}
