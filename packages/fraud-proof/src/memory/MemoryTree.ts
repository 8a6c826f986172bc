import { asHash, type Hash, toBigInt, toHex } from '@mvm/protocol'
import { hashPair, isZeroNode, ZERO_NODE } from './hashPair.ts'
import { type MemoryPage, PAGE_BYTES, PAGE_LEVELS, pageLevels } from './MemoryPage.ts'

/** Levels above the leaves: 2^17 words, 4 MiB, more than 2^24 gas buys. */
export const MEMORY_DEPTH = 17
const UPPER_LEVELS = MEMORY_DEPTH - PAGE_LEVELS

/** What a node costs beside its bytes. */
const NODE_BYTES = 128

interface Inner {
  readonly left: Node
  readonly right: Node
  hash: Uint8Array | undefined
}

/** `null` is a subtree of zeros; at the lowest of the upper levels nodes are pages. */
type Node = Inner | MemoryPage | null

/**
 * A Merkle tree of 2^17 words of 32 bytes, as a value: a write gives another tree that shares all but one path. A node
 * over two zero nodes is zero, so that fresh memory has root 0. Hashes are computed when somebody asks and kept.
 */
export class MemoryTree {
  static readonly empty = new MemoryTree(null)

  readonly #top: Node
  #root: Hash | undefined

  private constructor(top: Node) {
    this.#top = top
  }

  /** A tree that begins with these bytes. */
  static of(bytes: Uint8Array): MemoryTree {
    return MemoryTree.empty.write(0, bytes)
  }

  root(): Hash {
    this.#root ??= asHash(toHex(nodeHash(this.#top, UPPER_LEVELS)))
    return this.#root
  }

  /** Bytes at any offset; what nobody wrote is 0. */
  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    for (let done = 0; done < length; ) {
      const at = offset + done
      const within = at % PAGE_BYTES
      const count = Math.min(PAGE_BYTES - within, length - done)
      const page = this.#page(Math.floor(at / PAGE_BYTES))
      if (page !== null) bytes.set(page.bytes.subarray(within, within + count), done)
      done += count
    }
    return bytes
  }

  readWord(offset: number): bigint {
    return toBigInt(this.read(offset, 32))
  }

  write(offset: number, bytes: Uint8Array): MemoryTree {
    let top = this.#top
    for (let done = 0; done < bytes.length; ) {
      const at = offset + done
      const within = at % PAGE_BYTES
      const count = Math.min(PAGE_BYTES - within, bytes.length - done)
      const part = bytes.subarray(done, done + count)
      top = written(top, UPPER_LEVELS, Math.floor(at / PAGE_BYTES), within, part)
      done += count
    }
    return top === this.#top ? this : new MemoryTree(top)
  }

  /**
   * What proves leaves `first … first + count - 1`: the leaves, then level by level the sibling left of the range
   * (where the range begins with a right child) and right of it (where it ends with a left child).
   */
  witness(first: number, count: number): Uint8Array {
    const parts = [this.read(first * 32, count * 32)]
    let low = first
    let high = first + count - 1
    for (let level = 0; level < MEMORY_DEPTH; level++) {
      if ((low & 1) === 1) parts.push(this.#nodeAt(level, low - 1))
      if ((high & 1) === 0) parts.push(this.#nodeAt(level, high + 1))
      low >>= 1
      high >>= 1
    }
    return Buffer.concat(parts)
  }

  /** Memory that its nodes take, but for those in a set, which gets the others. */
  bytesBeside(seen: WeakSet<object>): number {
    let bytes = 0
    const waiting: Node[] = [this.#top]
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node === null || seen.has(node)) continue
      seen.add(node)
      bytes += NODE_BYTES
      if ('bytes' in node) bytes += PAGE_BYTES
      else waiting.push(node.left, node.right)
    }
    return bytes
  }

  #page(index: number): MemoryPage | null {
    let node: Node = this.#top
    for (let level = UPPER_LEVELS - 1; level >= 0 && node !== null; level--) {
      node = ((index >> level) & 1) === 0 ? (node as Inner).left : (node as Inner).right
    }
    return node as MemoryPage | null
  }

  #nodeAt(level: number, index: number): Uint8Array {
    if (level < PAGE_LEVELS) {
      const shift = PAGE_LEVELS - level
      const page = this.#page(index >> shift)
      if (page === null) return ZERO_NODE
      const within = index & ((1 << shift) - 1)
      return (pageLevels(page)[level] as Uint8Array).slice(within * 32, within * 32 + 32)
    }
    let node: Node = this.#top
    const height = level - PAGE_LEVELS
    for (let at = UPPER_LEVELS - height - 1; at >= 0 && node !== null; at--) {
      node = ((index >> at) & 1) === 0 ? (node as Inner).left : (node as Inner).right
    }
    return nodeHash(node, height)
  }
}

function written(node: Node, level: number, index: number, within: number, part: Uint8Array): Node {
  if (level === 0) {
    const bytes = node === null ? new Uint8Array(PAGE_BYTES) : (node as MemoryPage).bytes.slice()
    bytes.set(part, within)
    return { bytes, levels: undefined }
  }
  const inner = node as Inner | null
  const isLeft = ((index >> (level - 1)) & 1) === 0
  const left = inner?.left ?? null
  const right = inner?.right ?? null
  return isLeft
    ? { left: written(left, level - 1, index, within, part), right, hash: undefined }
    : { left, right: written(right, level - 1, index, within, part), hash: undefined }
}

function nodeHash(node: Node, level: number): Uint8Array {
  if (node === null) return ZERO_NODE
  if (level === 0) return pageLevels(node as MemoryPage)[PAGE_LEVELS] as Uint8Array
  const inner = node as Inner
  inner.hash ??= hashPair(nodeHash(inner.left, level - 1), nodeHash(inner.right, level - 1))
  return isZeroNode(inner.hash) ? ZERO_NODE : inner.hash
}
