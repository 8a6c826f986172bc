import { createMerkleProof, createMPT, verifyMerkleProof } from '@ethereumjs/mpt'
import { asHash, type Hash, keccak256, toHex } from '@mvm/protocol'
import { Interface } from 'ethers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileSolidity } from '../../../protocol/test/solidity/compileSolidity.ts'
import { TestEvm } from '../../../protocol/test/solidity/TestEvm.ts'
import { ContentStore, TapeRecorder } from '../../src/index.ts'
import { EMPTY_TRIE_ROOT } from '../../src/trie/emptyTrieRoot.ts'
import { putTrie } from '../../src/trie/putTrie.ts'
import { walkTrie } from '../../src/trie/walkTrie.ts'

const abi = new Interface([
  'function put(bytes32 root, bytes32 key, bytes written, bytes tape) returns (bytes value, bytes32 newRoot)',
])

const key = fc.oneof(
  fc
    .integer({ min: 0, max: 63 })
    .map((last) =>
      Buffer.from(
        `${'0'.repeat(60)}0${(last >> 4).toString(16)}0${(last & 15).toString(16)}`,
        'hex',
      ),
    ),
  fc.nat(30).map((n) => keccak256(Uint8Array.of(n))),
)
const value = fc.oneof(
  { weight: 2, arbitrary: fc.constant(new Uint8Array()) },
  { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.uint8Array({ minLength: 30, maxLength: 80 }) },
)

describe('the trie on L1', { timeout: 300_000 }, () => {
  let evm: TestEvm
  let replay: string
  beforeAll(async () => {
    const code = compileSolidity('contracts/test/l1/dispute/TrieReplay.sol', 'TrieReplay')
    evm = await TestEvm.start()
    replay = await evm.place(code)
  })
  afterAll(() => evm?.stop())

  it('reads and writes on proofs of @ethereumjs/mpt, to the roots that it has', async () => {
    // So few that removals leave single children behind.
    const fewKeys = fc.nat(7).map((n) => keccak256(Uint8Array.of(n)))
    const list = fc.array(fc.tuple(fc.oneof(key, fewKeys), value), { minLength: 15, maxLength: 40 })
    let [proofs, siblings] = [0, 0]
    await fc.assert(
      fc.asyncProperty(list, async (writes) => {
        const reference = await createMPT()
        const store = emptyStore()
        for (const [at, written] of writes) {
          const root = asHash<Hash>(toHex(reference.root()))
          const known = (await reference.get(at)) ?? new Uint8Array()
          const proof = await createMerkleProof(reference, at)
          const walked = new TapeRecorder()
          const way = walkTrie(store, root, at, walked)
          // Those embedded in their parents are no elements of a tape.
          expect(walked.elements).toEqual(proof.filter((node) => isReferred(node, root)))
          if (root !== EMPTY_TRIE_ROOT) {
            expect((await verifyMerkleProof(at, [...walked.elements])) ?? new Uint8Array()).toEqual(
              known,
            )
          }
          const put = new TapeRecorder()
          putTrie(store, way, written.length === 0 ? null : written, put)
          // What a removal needs besides: a child that is left alone.
          for (const node of put.elements) {
            expect(await reference.database().get(keccak256(node))).toEqual(node)
          }
          const tape = new TapeRecorder()
          for (const node of [...walked.elements, ...put.elements]) tape.append(node)
          if (written.length === 0) await reference.del(at)
          else await reference.put(at, written)
          const data = abi.encodeFunctionData('put', [root, at, written, tape.encode()])
          const answer = abi.decodeFunctionResult('put', await evm.call(replay, data))
          expect([answer.value, answer.newRoot]).toEqual([toHex(known), toHex(reference.root())])
          proofs += walked.elements.length
          siblings += put.elements.length
        }
      }),
      { seed: 20_261, numRuns: 25 },
    )
    expect(proofs).toBeGreaterThan(500)
    expect(siblings).toBeGreaterThan(10)
  })

  it('reads and writes as the one in TypeScript does, on its tapes', async () => {
    const list = fc.array(fc.tuple(key, value), { minLength: 5, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(list, async (writes) => {
        const store = emptyStore()
        let root: Hash = EMPTY_TRIE_ROOT
        for (const [at, written] of writes) {
          const tape = new TapeRecorder()
          const way = walkTrie(store, root, at, tape)
          const next = putTrie(store, way, written.length === 0 ? null : written, tape)
          const data = abi.encodeFunctionData('put', [root, at, written, tape.encode()])
          const answer = abi.decodeFunctionResult('put', await evm.call(replay, data))
          expect([answer.value, answer.newRoot]).toEqual([
            toHex(way.value ?? new Uint8Array()),
            next,
          ])
          root = next
        }
      }),
      { seed: 20_260, numRuns: 25 },
    )
  })
})

/** Whether a node is referred to by its hash: one of 32 bytes at least, or the root. */
function isReferred(node: Uint8Array, root: Hash): boolean {
  return node.length >= 32 || toHex(keccak256(node)) === root
}

function emptyStore(): ContentStore {
  const fail = (): never => {
    throw new Error('a node that nobody wrote')
  }
  return new ContentStore({ trieNode: fail, code: fail })
}
