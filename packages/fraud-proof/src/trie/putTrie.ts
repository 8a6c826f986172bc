import { asHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import { MachineStateError } from '../error/MachineStateError.ts'
import { rlpPayload } from '../rlp/rlpItems.ts'
import { rlpList, rlpString } from '../rlp/rlpString.ts'
import type { ContentStore } from '../store/ContentStore.ts'
import type { TapeRecorder } from '../tape/TapeRecorder.ts'
import { EMPTY_TRIE_ROOT } from './emptyTrieRoot.ts'
import { decodePath, encodePath } from './hexPrefix.ts'
import type { PathEnd, PathNode, TriePath } from './TriePath.ts'
import { NOTHING, resolveItem } from './walkTrie.ts'

const NOTHING_ITEM = Uint8Array.of(NOTHING)

/**
 * The root of the trie with another value for the key of a path, or without the key (`null`). When a removal leaves a
 * branch with one child, that child is read: it is the next element of the tape, unless it is embedded.
 */
export function putTrie(
  store: ContentStore,
  path: TriePath,
  value: Uint8Array | null,
  tape: TapeRecorder | null,
): Hash {
  if (value === null) return removed(store, path, tape)
  const { key, depth, nodes, end } = path
  switch (end.kind) {
    case 'nothing':
      return ascend(store, nodes, leaf(key.subarray(depth), rlpString(value)))
    case 'leaf':
      return ascend(store, nodes, leaf(end.nibbles, rlpString(value)))
    case 'fork':
      return ascend(store, nodes, forked(store, key.subarray(depth), rlpString(value), end))
  }
}

type Fork = PathEnd & { kind: 'fork' }

function forked(store: ContentStore, rest: Uint8Array, value: Uint8Array, end: Fork): Uint8Array {
  const { nibbles, common, isLeaf, item } = end
  const items: Uint8Array[] = new Array(17).fill(NOTHING_ITEM)
  const below = nibbles.subarray(common + 1)
  items[nibbles[common] as number] = isLeaf
    ? reference(store, leaf(below, item))
    : below.length === 0
      ? item
      : reference(store, extension(below, item))
  items[rest[common] as number] = reference(store, leaf(rest.subarray(common + 1), value))
  const branch = rlpList(items)
  return common === 0 ? branch : extension(nibbles.subarray(0, common), reference(store, branch))
}

function removed(store: ContentStore, path: TriePath, tape: TapeRecorder | null): Hash {
  if (path.end.kind !== 'leaf') return path.root
  const branch = path.nodes.at(-1)
  if (branch === undefined) return EMPTY_TRIE_ROOT
  if (branch.items.length !== 17) {
    throw new MachineStateError({ problem: 'an extension leads to a leaf' })
  }
  const items = branch.items.with(branch.index, NOTHING_ITEM)
  const others = items.flatMap((item, i) => (item[0] === NOTHING ? [] : [i]))
  const above = path.nodes.slice(0, -1)
  const [only] = others
  if (others.length !== 1 || only === undefined) return ascend(store, above, rlpList(items))

  const child = items[only] as Uint8Array
  const [first, second, ...more] = resolveItem(store, child, tape) as readonly [
    Uint8Array,
    Uint8Array,
    ...Uint8Array[],
  ]
  const lower = more.length > 0 ? null : decodePath(rlpPayload(first))
  const parent = above.at(-1)
  const upper =
    parent?.items.length === 2 ? decodePath(rlpPayload(parent.items[0] as Uint8Array)) : null
  const nibbles = Buffer.concat([
    upper?.nibbles ?? new Uint8Array(),
    Uint8Array.of(only),
    lower?.nibbles ?? new Uint8Array(),
  ])
  const merged = rlpList([
    rlpString(encodePath(nibbles, lower?.isLeaf ?? false)),
    lower === null ? child : second,
  ])
  return ascend(store, upper === null ? above : above.slice(0, -1), merged)
}

/** The root over a node that takes the place at which these nodes end. */
function ascend(store: ContentStore, nodes: readonly PathNode[], lowest: Uint8Array): Hash {
  let node = lowest
  for (const { items, index } of nodes.toReversed()) {
    node = rlpList(items.with(index, reference(store, node)))
  }
  const root = asHash(toHex(keccak256(node)))
  store.keepTrieNode(root, node)
  return root
}

/** How a parent refers to a node: by its hash, or by holding it if it is shorter than that. */
function reference(store: ContentStore, node: Uint8Array): Uint8Array {
  if (node.length < 32) return node
  const hash = keccak256(node)
  store.keepTrieNode(asHash(toHex(hash)), node)
  return rlpString(hash)
}

function leaf(nibbles: Uint8Array, value: Uint8Array): Uint8Array {
  return rlpList([rlpString(encodePath(nibbles, true)), value])
}

function extension(nibbles: Uint8Array, child: Uint8Array): Uint8Array {
  return rlpList([rlpString(encodePath(nibbles, false)), child])
}
