import { asHash, type StateRoot, toHex } from '@mvm/protocol'
import { decodeTrieNode } from '../trie/decodeTrieNode.ts'
import { EMPTY_TRIE_ROOT, type LoadTrieNode } from '../trie/MerkleTrie.ts'
import type { NodeReference, TrieNode } from '../trie/TrieNode.ts'
import { decodeAccount } from './decodeAccount.ts'
import { isEmptyCode } from './isEmptyCode.ts'

/** Who is told what a state consists of. */
export interface StateVisitor {
  /** A trie node's hash, of 32 bytes; `false` to pass over what is below it. */
  node(hash: Uint8Array): boolean
  /** The hash of an account's code. */
  code(codeHash: Uint8Array): void
}

/**
 * Tells of every trie node and every code under a state root: the state trie and the storage tries. Yields after each
 * node that it has read, so that the caller can do other things in between.
 */
export function* walkState(
  load: LoadTrieNode,
  root: StateRoot,
  visitor: StateVisitor,
): Generator<void, void> {
  const waiting: { readonly hash: Uint8Array; readonly isStorage: boolean }[] = []
  const meet = (hash: Uint8Array, isStorage: boolean) => {
    if (Buffer.compare(hash, EMPTY_TRIE_ROOT) === 0) return
    if (visitor.node(hash)) waiting.push({ hash, isStorage })
  }
  const lookInto = (node: TrieNode, isStorage: boolean) => {
    const follow = (child: NodeReference) => {
      if (child instanceof Uint8Array) meet(child, isStorage)
      else lookInto(child, isStorage)
    }
    if (node.kind === 'extension') follow(node.child)
    else if (node.kind === 'branch') {
      for (const child of node.children) if (child !== null) follow(child)
    } else if (!isStorage) {
      const { storageRoot, codeHash } = decodeAccount(node.value)
      meet(storageRoot, true)
      if (!isEmptyCode(codeHash)) visitor.code(codeHash)
    }
  }
  meet(Buffer.from(root.slice(2), 'hex'), false)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    lookInto(decodeTrieNode(load(asHash(toHex(next.hash)))), next.isStorage)
    yield
  }
}
