import { MalformedTrieNodeError } from './MalformedTrieNodeError.ts'
import type { NodeReference, TrieNode } from './TrieNode.ts'

/** A node from its RLP. Views into `encoding` are kept. Throws {@link MalformedTrieNodeError}. */
export function decodeTrieNode(encoding: Uint8Array): TrieNode {
  const { node, end } = decodeAt(encoding, 0)
  if (end !== encoding.length) throw malformed(encoding, 'bytes follow the node')
  return node
}

interface Item {
  readonly isList: boolean
  /** Where the payload starts and ends; an item's own bytes start at `start`. */
  readonly start: number
  readonly from: number
  readonly to: number
}

function decodeAt(bytes: Uint8Array, start: number): { node: TrieNode; end: number } {
  const outer = itemAt(bytes, start)
  if (!outer.isList) throw malformed(bytes, 'a node is a list')
  const items: Item[] = []
  for (let at = outer.from; at < outer.to; ) {
    const item = itemAt(bytes, at)
    if (item.to > outer.to) throw malformed(bytes, 'an item runs past its list')
    items.push(item)
    at = item.to
  }
  if (items.length === 17) {
    const children: (NodeReference | null)[] = new Array(16)
    for (let i = 0; i < 16; i++) children[i] = referenceOf(bytes, items[i] as Item)
    const value = items[16] as Item
    if (value.isList || value.from !== value.to) throw malformed(bytes, 'a branch holds a value')
    return { node: { kind: 'branch', children }, end: outer.to }
  }
  const [prefix, second] = items
  if (items.length !== 2 || prefix === undefined || second === undefined || prefix.isList) {
    throw malformed(bytes, `${items.length} items`)
  }
  const { isLeaf, path } = pathOf(bytes, prefix)
  if (isLeaf) {
    if (second.isList) throw malformed(bytes, 'a leaf holds a list')
    const value = bytes.subarray(second.from, second.to)
    return { node: { kind: 'leaf', path, value }, end: outer.to }
  }
  const child = referenceOf(bytes, second)
  if (child === null || path.length === 0) throw malformed(bytes, 'an extension to nowhere')
  return { node: { kind: 'extension', path, child }, end: outer.to }
}

function referenceOf(bytes: Uint8Array, item: Item): NodeReference | null {
  if (item.isList) return decodeAt(bytes, item.start).node
  const length = item.to - item.from
  if (length === 0) return null
  if (length !== 32) throw malformed(bytes, `a reference of ${length} bytes`)
  return bytes.subarray(item.from, item.to)
}

function pathOf(bytes: Uint8Array, item: Item): { isLeaf: boolean; path: Uint8Array } {
  const first = bytes[item.from]
  if (item.from === item.to || first === undefined || first > 0x3f) {
    throw malformed(bytes, 'no hex-prefix path')
  }
  const isOdd = (first & 0x10) !== 0
  if (!isOdd && (first & 15) !== 0) throw malformed(bytes, 'padding in an even path')
  const path = new Uint8Array((item.to - item.from - 1) * 2 + (isOdd ? 1 : 0))
  let at = 0
  if (isOdd) path[at++] = first & 15
  for (let i = item.from + 1; i < item.to; i++) {
    const byte = bytes[i] as number
    path[at++] = byte >> 4
    path[at++] = byte & 15
  }
  return { isLeaf: (first & 0x20) !== 0, path }
}

function itemAt(bytes: Uint8Array, start: number): Item {
  const first = bytes[start]
  if (first === undefined) throw malformed(bytes, 'cut short')
  if (first < 0x80) return { isList: false, start, from: start, to: start + 1 }
  const isList = first >= 0xc0
  const short = first - (isList ? 0xc0 : 0x80)
  let from = start + 1
  let length = short
  if (short > 55) {
    const lengthBytes = short - 55
    if (lengthBytes > 3) throw malformed(bytes, 'an item of more than 16 MB')
    length = 0
    for (let i = 0; i < lengthBytes; i++) length = (length << 8) | (bytes[from + i] ?? 0)
    from += lengthBytes
  }
  const to = from + length
  if (to > bytes.length) throw malformed(bytes, 'cut short')
  return { isList, start, from, to }
}

function malformed(encoding: Uint8Array, reason: string): MalformedTrieNodeError {
  return new MalformedTrieNodeError({ encoding, reason })
}
