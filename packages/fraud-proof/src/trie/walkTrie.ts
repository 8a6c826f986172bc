import { asHash, type Hash, toHex } from '@mvm/protocol'
import { rlpItems, rlpPayload } from '../rlp/rlpItems.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_TRIE_ROOT } from './emptyTrieRoot.ts'
import { decodePath, toNibbles } from './hexPrefix.ts'
import type { PathEnd, PathNode, TriePath } from './TriePath.ts'

/** RLP of nothing: an empty place in a branch. */
export const NOTHING = 0x80
const HASH_ITEM = 0xa0
const BRANCH_ITEMS = 17

/**
 * Goes from a root towards a key of 32 bytes. Each node that is referred to by its hash is an element of the tape;
 * those embedded in their parents are not.
 */
export function walkTrie(
  store: ContentStore,
  root: Hash,
  key: Uint8Array,
  tape: TapeRecorder | null,
): TriePath {
  const nibbles = toNibbles(key)
  const nodes: PathNode[] = []
  let depth = 0
  const ended = (end: PathEnd): TriePath => {
    const value = end.kind === 'leaf' ? end.value : null
    return { root, key: nibbles, nodes, depth, end, value }
  }
  if (root === EMPTY_TRIE_ROOT) return ended({ kind: 'nothing' })
  let items = load(store, root, tape)
  for (;;) {
    if (items.length === BRANCH_ITEMS) {
      const index = nibbles[depth] as number
      nodes.push({ items, index })
      depth += 1
      if (items[index]?.[0] === NOTHING) return ended({ kind: 'nothing' })
    } else {
      const path = decodePath(rlpPayload(items[0] as Uint8Array))
      const item = items[1] as Uint8Array
      const common = commonLength(path.nibbles, nibbles, depth)
      if (common < path.nibbles.length) return ended({ kind: 'fork', ...path, common, item })
      if (path.isLeaf) {
        return ended({ kind: 'leaf', nibbles: path.nibbles, value: rlpPayload(item) })
      }
      nodes.push({ items, index: 1 })
      depth += path.nibbles.length
    }
    const { items: last, index } = nodes.at(-1) as PathNode
    items = resolveItem(store, last[index] as Uint8Array, tape)
  }
}

/** The items of the node that an item refers to, by hash or by being it. */
export function resolveItem(
  store: ContentStore,
  item: Uint8Array,
  tape: TapeRecorder | null,
): readonly Uint8Array[] {
  if (item[0] !== HASH_ITEM) return rlpItems(item)
  return load(store, asHash(toHex(rlpPayload(item))), tape)
}

function load(store: ContentStore, hash: Hash, tape: TapeRecorder | null): readonly Uint8Array[] {
  tape?.append(store.trieNode(hash))
  return store.trieItems(hash)
}

function commonLength(path: Uint8Array, key: Uint8Array, depth: number): number {
  let common = 0
  while (common < path.length && path[common] === key[depth + common]) common++
  return common
}
