import { asHash, toHex } from '@mvm/protocol'
import { decodeTrieNode } from './decodeTrieNode.ts'
import { EMPTY_TRIE_ROOT, type LoadTrieNode } from './MerkleTrie.ts'
import { nibbleAt } from './nibbleAt.ts'
import type { NodeReference } from './TrieNode.ts'

/** The stored nodes from the root towards a key, as `eth_getProof` lists them; they prove absence as well. */
export function proveKey(load: LoadTrieNode, root: Uint8Array, key: Uint8Array): Uint8Array[] {
  const proof: Uint8Array[] = []
  if (Buffer.compare(root, EMPTY_TRIE_ROOT) === 0) return proof
  let reference: NodeReference | null = root
  let depth = 0
  while (reference !== null) {
    let node: NodeReference = reference
    if (node instanceof Uint8Array) {
      const encoding = load(asHash(toHex(node)))
      proof.push(encoding)
      node = decodeTrieNode(encoding)
    }
    if (node.kind === 'branch') {
      const nibble = nibbleAt(key, depth)
      reference = nibble === undefined ? null : (node.children[nibble] ?? null)
      depth += 1
      continue
    }
    if (node.kind === 'leaf') return proof
    for (let i = 0; i < node.path.length; i++) {
      if (nibbleAt(key, depth + i) !== node.path[i]) return proof
    }
    depth += node.path.length
    reference = node.child
  }
  return proof
}
