import { asHash, fromHex, type StateRoot, toHex } from '@mvm/protocol'
import type { StateReader } from '../../src/index.ts'
import { decodeAccount } from '../../src/state/decodeAccount.ts'
import { decodeTrieNode } from '../../src/trie/decodeTrieNode.ts'
import type { NodeReference } from '../../src/trie/TrieNode.ts'

/** Σ balances of all accounts at a root, read from the trie's leaves. */
export function sumOfBalances(reader: StateReader, stateRoot: StateRoot): bigint {
  const visit = (reference: NodeReference | null): bigint => {
    if (reference === null) return 0n
    const node =
      reference instanceof Uint8Array
        ? decodeTrieNode(reader.trieNode(asHash(toHex(reference))))
        : reference
    if (node.kind === 'leaf') return decodeAccount(node.value).balance
    if (node.kind === 'extension') return visit(node.child)
    return node.children.reduce<bigint>((sum, child) => sum + visit(child), 0n)
  }
  return visit(fromHex(stateRoot))
}
