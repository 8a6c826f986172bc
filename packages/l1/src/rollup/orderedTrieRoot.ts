import { type Hash, keccak256, keccak256Hex } from '@mvm/protocol'
import { encodeRlp, getBytes, type RlpStructuredData, toBeArray } from 'ethers'

interface Entry {
  /** Nibbles. */
  readonly key: readonly number[]
  readonly value: Uint8Array
}

/** A node before its encoding; the empty one is no bytes. */
type Node = Uint8Array | readonly Node[]

/**
 * Root of the Merkle-Patricia trie that maps `rlp(index)` to each value: that of a block's receipts or transactions.
 * At once and without storage, so that an answer can be checked where it is read.
 */
export function orderedTrieRoot<H extends Hash>(values: readonly Uint8Array[]): H {
  const entries = values.map((value, i) => ({
    key: nibblesOf(getBytes(encodeRlp(indexOf(i)))),
    value,
  }))
  return keccak256Hex(encode(nodeOf(entries, 0))) as H
}

function indexOf(index: number): Uint8Array {
  return index === 0 ? new Uint8Array(0) : toBeArray(index)
}

/** The node over entries whose keys agree up to `depth`. */
function nodeOf(entries: readonly Entry[], depth: number): Node {
  const [first, ...others] = entries
  if (first === undefined) return new Uint8Array(0)
  if (others.length === 0) return [compact(first.key.slice(depth), true), first.value]
  let end = depth
  while (others.every(({ key }) => key[end] !== undefined && key[end] === first.key[end])) end++
  if (end > depth) {
    return [compact(first.key.slice(depth, end), false), referenceTo(nodeOf(entries, end))]
  }
  const children = Array.from({ length: 16 }, (_, nibble) =>
    referenceTo(
      nodeOf(
        entries.filter(({ key }) => key[depth] === nibble),
        depth + 1,
      ),
    ),
  )
  const own = entries.find(({ key }) => key.length === depth)
  return [...children, own?.value ?? new Uint8Array(0)]
}

/** A node shorter than a hash stands for itself. */
function referenceTo(node: Node): Node {
  if (node instanceof Uint8Array) return node
  const encoded = encode(node)
  return encoded.length < 32 ? node : keccak256(encoded)
}

function encode(node: Node): Uint8Array {
  return getBytes(encodeRlp(node as RlpStructuredData))
}

/** Hex-prefix encoding. */
function compact(nibbles: readonly number[], isLeaf: boolean): Uint8Array {
  const flag = (isLeaf ? 2 : 0) + (nibbles.length % 2)
  const padded = nibbles.length % 2 === 0 ? [flag, 0, ...nibbles] : [flag, ...nibbles]
  return Uint8Array.from({ length: padded.length / 2 }, (_, i) => {
    return ((padded[2 * i] as number) << 4) | (padded[2 * i + 1] as number)
  })
}

function nibblesOf(bytes: Uint8Array): number[] {
  return Array.from(bytes).flatMap((byte) => [byte >> 4, byte & 15])
}
