import { createMPT } from '@ethereumjs/mpt'
import { asHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ContentStore } from '../../src/index.ts'
import { EMPTY_TRIE_ROOT } from '../../src/trie/emptyTrieRoot.ts'
import { putTrie } from '../../src/trie/putTrie.ts'
import { walkTrie } from '../../src/trie/walkTrie.ts'

/** Keys of 32 bytes that differ in their first and their last nibbles only: long shared paths, embedded leaves. */
const key = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 63 }))
  .map(([first, last]) => {
    const bytes = new Uint8Array(32)
    bytes[0] = first << 4
    bytes[30] = last >> 4
    bytes[31] = last & 15
    return bytes
  })
const hashedKey = fc.nat(40).map((n) => keccak256(Uint8Array.of(n)))
const value = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 30, maxLength: 80 }) },
)

it('a trie has the root that @ethereumjs/mpt gives it after each of random writes and removals', async () => {
  const writes = fc.array(fc.tuple(fc.oneof(key, hashedKey), value), {
    minLength: 1,
    maxLength: 40,
  })
  await fc.assert(
    fc.asyncProperty(writes, async (list) => {
      const reference = await createMPT()
      const store = emptyStore()
      let root: Hash = EMPTY_TRIE_ROOT
      for (const [at, written] of list) {
        const way = walkTrie(store, root, at, null)
        expect(way.value).toEqual(await reference.get(at))
        root = putTrie(store, way, written, null)
        if (written === null) await reference.del(at)
        else await reference.put(at, written)
        expect(root).toBe(asHash(toHex(reference.root())))
      }
    }),
    { seed: 20_260, numRuns: 200 },
  )
})

function emptyStore(): ContentStore {
  const fail = (): never => {
    throw new Error('a node that nobody wrote')
  }
  return new ContentStore({ trieNode: fail, code: fail })
}
