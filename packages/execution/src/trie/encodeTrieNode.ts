import type { TrieNode } from './TrieNode.ts'

/** What stands for a child inside its parent: `0xa0 ‖ hash`, or a node of less than 32 bytes itself. */
export type ChildEncoding = Uint8Array

const EMPTY_STRING = Uint8Array.of(0x80)

/** RLP of a node. `children` are its references in order: 16 (`null` = none) for a branch, one for an extension. */
export function encodeTrieNode(
  node: TrieNode,
  children: readonly (ChildEncoding | null)[],
): Uint8Array {
  switch (node.kind) {
    case 'leaf':
      return list([string(hexPrefix(node.path, true)), string(node.value)])
    case 'extension':
      return list([string(hexPrefix(node.path, false)), children[0] ?? EMPTY_STRING])
    case 'branch': {
      const items = new Array<Uint8Array>(17)
      for (let i = 0; i < 16; i++) items[i] = children[i] ?? EMPTY_STRING
      items[16] = EMPTY_STRING
      return list(items)
    }
  }
}

function hexPrefix(path: Uint8Array, isLeaf: boolean): Uint8Array {
  const isOdd = path.length & 1
  const bytes = new Uint8Array((path.length >> 1) + 1)
  bytes[0] = (isLeaf ? 0x20 : 0) | (isOdd ? 0x10 | (path[0] as number) : 0)
  for (let i = isOdd, at = 1; i < path.length; i += 2, at++) {
    bytes[at] = ((path[i] as number) << 4) | (path[i + 1] as number)
  }
  return bytes
}

function string(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 1 && (bytes[0] as number) < 0x80) return bytes
  return withHeader([bytes], bytes.length, 0x80)
}

function list(items: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const item of items) length += item.length
  return withHeader(items, length, 0xc0)
}

function withHeader(parts: readonly Uint8Array[], length: number, offset: number): Uint8Array {
  const lengthBytes = length < 56 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3
  const out = new Uint8Array(1 + lengthBytes + length)
  out[0] = lengthBytes === 0 ? offset + length : offset + 55 + lengthBytes
  for (let i = 0; i < lengthBytes; i++) out[1 + i] = length >> (8 * (lengthBytes - 1 - i))
  let at = 1 + lengthBytes
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
