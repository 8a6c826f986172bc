import { createMerkleProof, MerklePatriciaTrie } from '@ethereumjs/mpt'
import {
  asAddress,
  asHash,
  fromHex,
  type Hash,
  keccak256Hex,
  type OutputRootPreimage,
  outputRoot,
  outputRootPath,
  type StorageRoot,
  sentMessageSlot,
  toHex,
  type WithdrawalMessage,
  withdrawalHash,
} from '@mvm/protocol'
import { beforeAll, expect, test } from 'vitest'
import {
  buildWithdrawalProof,
  encodeProveWithdrawal,
  type WithdrawalEvidence,
} from '../../src/index.ts'

const CHAIN_ID = 2 ** 32 + 5
const FIRST_BLOCK = 40
const hashOf = <H extends Hash>(text: string): H => asHash<H>(keccak256Hex(Buffer.from(text)))

function messageOf(nonce: number): WithdrawalMessage {
  return {
    nonce: BigInt(nonce),
    sender: asAddress(`0x${'ab'.repeat(20)}`),
    target: asAddress(`0x${'cd'.repeat(20)}`),
    value: 10n ** 18n,
    gasLimit: 100_000n,
    data: new Uint8Array(),
  }
}

let evidence: WithdrawalEvidence

/** A storage trie by an independent implementation, in the middle block of a state batch of three. */
beforeAll(async () => {
  const trie = new MerklePatriciaTrie({ useKeyHashing: true })
  const slots = Array.from({ length: 30 }, (_, nonce) =>
    fromHex(sentMessageSlot(withdrawalHash(CHAIN_ID, messageOf(nonce)))),
  )
  for (const slot of slots) await trie.put(slot, Uint8Array.of(1))
  const storageHash = toHex(trie.root())
  const proof = await createMerkleProof(trie, slots[7] as Uint8Array)
  const blocks = [0, 1, 2].map(
    (place): OutputRootPreimage => ({
      stateRoot: hashOf(`state ${place}`),
      messagePasserStorageRoot:
        place === 1 ? asHash<StorageRoot>(storageHash) : hashOf(`storage ${place}`),
      blockHash: hashOf(`block ${place}`),
    }),
  )
  const { merkleRoot } = outputRootPath(FIRST_BLOCK, blocks.map(outputRoot), 0)
  evidence = {
    chainId: CHAIN_ID,
    message: messageOf(7),
    stateBatch: { stateBatchIndex: 3, merkleRoot, firstBlock: FIRST_BLOCK, rootCount: 3 },
    blocks,
    blockNumber: FIRST_BLOCK + 1,
    answer: {
      storageHash,
      storageProof: [{ value: '0x1', proof: proof.map((node) => toHex(node)) }],
    },
  }
})

test('puts what a node answers into the form that L1 takes', () => {
  const proof = buildWithdrawalProof(evidence)
  expect(proof.outputRootProof).toMatchObject({
    stateBatchIndex: 3,
    blockNumber: FIRST_BLOCK + 1,
    index: 1,
    ...evidence.blocks[1],
  })
  expect(proof.outputRootProof.siblings).toHaveLength(2)
  expect(proof.storageProof).toBe(evidence.answer.storageProof[0]?.proof)
  expect(encodeProveWithdrawal(proof)).toMatch(/^0x[0-9a-f]+$/)
})

test.each<[string, (good: WithdrawalEvidence) => WithdrawalEvidence, RegExp]>([
  [
    'blocks other than the state batch has',
    (good) => ({ ...good, blocks: [...good.blocks].reverse() }),
    /not those of state batch 3/,
  ],
  [
    'fewer blocks than the state batch has',
    (good) => ({ ...good, blocks: good.blocks.slice(0, 2) }),
    /not among the blocks/,
  ],
  [
    'a block outside of the state batch',
    (good) => ({ ...good, blockNumber: FIRST_BLOCK + 3 }),
    /not among the blocks/,
  ],
  [
    'a message that was not sent',
    (good) => ({
      ...good,
      answer: { ...good.answer, storageProof: [{ value: '0x0', proof: [] }] },
    }),
    /was not sent up to block 41/,
  ],
  ["another block's storage", (good) => ({ ...good, blockNumber: FIRST_BLOCK }), /not of block 40/],
  [
    'nodes that do not begin at the storage root',
    (good) => ({
      ...good,
      answer: { ...good.answer, storageProof: [{ value: '0x1', proof: ['0xc0'] }] },
    }),
    /not of block 41/,
  ],
])('refuses %s before anybody pays for it', (_, change, reason) => {
  const { chainId, message } = evidence
  expect(() => buildWithdrawalProof(change(evidence))).toThrow(
    expect.objectContaining({
      code: 'WITHDRAWAL_PROOF_MISMATCH',
      withdrawalHash: withdrawalHash(chainId, message),
      message: expect.stringMatching(reason),
    }),
  )
})
