import { MerklePatriciaTrie, verifyMerkleProof } from '@ethereumjs/mpt'
import { type Hash, keccak256, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_TRIE_ROOT, MerkleTrie, type TrieEntry } from '../../src/trie/MerkleTrie.ts'
import { PrefixKeyError } from '../../src/trie/PrefixKeyError.ts'
import { proveKey } from '../../src/trie/proveKey.ts'

class NodeStore {
  readonly nodes = new Map<Hash, Uint8Array>()
  reads = 0

  readonly load = (hash: Hash): Uint8Array => {
    this.reads += 1
    const encoding = this.nodes.get(hash)
    if (encoding === undefined) throw new Error(`no node ${hash}`)
    return encoding
  }

  readonly store = (hash: Hash, encoding: Uint8Array): void => {
    expect(toHex(keccak256(encoding))).toBe(hash)
    this.nodes.set(hash, encoding)
  }
}

async function referenceRoot(contents: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const trie = new MerklePatriciaTrie()
  for (const [key, value] of contents) await trie.put(Buffer.from(key, 'hex'), value)
  return toHex(trie.root())
}

/** Keys over few nibbles, so that paths collide, split and collapse; values from 1 byte (embedded) to 60. */
const key = fc.oneof(
  fc.tuple(fc.constantFrom(0x11, 0x12, 0x21), fc.constantFrom(0x11, 0x12, 0x1f, 0x21)),
  fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 })),
)
const value = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 2 }),
  fc.uint8Array({ minLength: 28, maxLength: 60 }),
)
const batch = fc.array(fc.tuple(key, fc.option(value, { freq: 3 })), { maxLength: 14 })

function toEntries(
  writes: readonly (readonly [readonly number[], Uint8Array | null])[],
  prefix: Uint8Array,
): TrieEntry[] {
  const distinct = new Map<string, TrieEntry>()
  for (const [bytes, written] of writes) {
    const full = Uint8Array.from([...prefix, ...bytes])
    distinct.set(toHex(full), { key: full, value: written })
  }
  return [...distinct.values()]
}

describe('MerkleTrie', () => {
  it('has the root of an empty trie when nothing is in it', () => {
    const store = new NodeStore()
    const trie = new MerkleTrie(store.load)
    expect(trie.commit(store.store)).toEqual(EMPTY_TRIE_ROOT)
    expect(store.nodes.size).toBe(0)
    expect(trie.get(Uint8Array.of(1, 2))).toBeNull()
  })

  it('agrees with @ethereumjs/mpt on the root after every batch of writes and removals', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(Uint8Array.of(), Uint8Array.of(0xab, 0xcd, 0xef)),
        fc.boolean(),
        async (batches, prefix, isKept) => {
          const store = new NodeStore()
          const contents = new Map<string, Uint8Array>()
          let trie = new MerkleTrie(store.load)
          let root = EMPTY_TRIE_ROOT
          for (const writes of batches) {
            const entries = toEntries(writes, prefix)
            if (!isKept) trie = new MerkleTrie(store.load, root)
            trie.update(entries)
            for (const { key: written, value: bytes } of entries) {
              const name = Buffer.from(written).toString('hex')
              if (bytes === null) contents.delete(name)
              else contents.set(name, bytes)
            }
            for (const { key: written, value: bytes } of entries) {
              expect(trie.get(written)).toEqual(bytes)
            }
            root = trie.commit(store.store)
            expect(toHex(root)).toBe(await referenceRoot(contents))
          }
          const cold = new MerkleTrie(store.load, root)
          for (const [name, bytes] of contents) {
            expect(cold.get(Buffer.from(name, 'hex'))).toEqual(bytes)
          }
        },
      ),
      { numRuns: 400, seed: 20_260_701 },
    )
  })

  it('agrees with @ethereumjs/mpt on 32-byte keys', async () => {
    const store = new NodeStore()
    const contents = new Map<string, Uint8Array>()
    let root = EMPTY_TRIE_ROOT
    for (let round = 0; round < 12; round++) {
      const trie = new MerkleTrie(store.load, root)
      const entries: TrieEntry[] = []
      for (let i = 0; i < 60; i++) {
        const hashed = keccak256(Uint8Array.of((i * 7 + round * 31) % 199))
        const isRemoval = (i + round) % 4 === 0
        entries.push({ key: hashed, value: isRemoval ? null : keccak256(hashed).slice(0, i + 1) })
      }
      trie.update(entries)
      for (const entry of entries) {
        const name = Buffer.from(entry.key).toString('hex')
        if (entry.value === null) contents.delete(name)
        else contents.set(name, entry.value)
      }
      root = trie.commit(store.store)
      expect(toHex(root)).toBe(await referenceRoot(contents))
    }
  })

  it('proves presence and absence so that @ethereumjs/mpt accepts it', async () => {
    await fc.assert(
      fc.asyncProperty(batch, key, async (writes, asked) => {
        const store = new NodeStore()
        const trie = new MerkleTrie(store.load)
        const entries = toEntries(writes, Uint8Array.of())
        trie.update(entries)
        const root = trie.commit(store.store)
        fc.pre(trie.get(Uint8Array.of(0, 0)) !== null || entries.some((e) => e.value !== null))
        for (const wanted of [Uint8Array.from(asked), ...entries.map((entry) => entry.key)]) {
          const proof = proveKey(store.load, root, wanted)
          expect(await verifyMerkleProof(wanted, proof, { root })).toEqual(trie.get(wanted))
        }
      }),
      { numRuns: 300, seed: 20_260_702 },
    )
  })

  it('reads nothing for a removal of what is not there', () => {
    const store = new NodeStore()
    const trie = new MerkleTrie(store.load)
    trie.update([
      { key: Uint8Array.of(0x11, 0x11), value: new Uint8Array(40).fill(1) },
      { key: Uint8Array.of(0x11, 0x12), value: new Uint8Array(40).fill(2) },
    ])
    const root = trie.commit(store.store)
    store.reads = 0
    const reopened = new MerkleTrie(store.load, root)
    reopened.update([{ key: Uint8Array.of(0x22, 0x22), value: null }])
    expect(store.reads).toBe(1)
    expect(reopened.commit(store.store)).toEqual(root)
  })

  it('refuses a key that is a prefix of another one', () => {
    const store = new NodeStore()
    const trie = new MerkleTrie(store.load)
    trie.update([{ key: Uint8Array.of(1, 2), value: Uint8Array.of(1) }])
    expect(() => trie.update([{ key: Uint8Array.of(1), value: Uint8Array.of(1) }])).toThrow(
      PrefixKeyError,
    )
  })
})
