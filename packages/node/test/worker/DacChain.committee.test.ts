import {
  type Address,
  asAddress,
  asHash,
  EMPTY_QUEUE_HASH,
  initialBatchHash,
  type L1Origin,
  predeploys,
} from '@mvm/protocol'
import {
  BatchBuilder,
  type BatchOpening,
  blankVote,
  type EntryBody,
  type SignedSeal,
} from '@mvm/sequencer'
import { StorageUnit } from '@mvm/storage'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NoSealedBlockError } from '../../src/error/NoSealedBlockError.ts'
import { storageGenesis } from '../../src/storage/storageGenesis.ts'
import { DacChain } from '../../src/worker/execution/DacChain.ts'
import { tempFolder } from '../support/tempFolder.ts'

const chainId = 5_000_000_000
const rules = { forcedInclusionDelay: 5, maxOriginAge: 100, blocksPerL1Block: 10 }
const origin: L1Origin = {
  number: 10,
  hash: asHash(`0x${'10'.repeat(32)}`),
  timestamp: 1_700_000_000,
  prevRandao: asHash(`0x${'0a'.repeat(32)}`),
  baseFeePerGas: 7n,
}
const opening: BatchOpening = {
  ...{ chainId, origin, firstBlock: 1, previousOriginNumber: 5, feeScalar: 100_000_000n },
  ...{ producer: predeploys.feeVault as Address, producerSignature: new Uint8Array(0) },
  ...{ prevBatchHash: initialBatchHash(chainId), queueStart: 0, queueEnd: 0, queueElements: [] },
  ...{ queueHashStart: EMPTY_QUEUE_HASH, queueHashEnd: EMPTY_QUEUE_HASH },
}
const seal: SignedSeal = {
  epoch: 3,
  sealer: asAddress(`0x${'aa'.repeat(20)}`),
  signature: new Uint8Array(65).fill(7),
}

interface Opened {
  readonly chain: DacChain
  readonly folder: ReturnType<typeof tempFolder>
}

let opened: Opened[] = []

async function openChain(folder = tempFolder('committee-chain')): Promise<DacChain> {
  const unit = await StorageUnit.open(folder.path, { chainId, genesis: storageGenesis(chainId) })
  const chain = new DacChain(unit, () => undefined)
  opened.push({ chain, folder })
  return chain
}

let leader: DacChain
let backup: DacChain

beforeEach(async () => {
  leader = await openChain()
  backup = await openChain()
})

afterEach(async () => {
  for (const { chain, folder } of opened) {
    await chain.close()
    folder.remove()
  }
  opened = []
})

/** What the leader seals as block 1, not committed yet. */
async function sealFirst() {
  const builder = new BatchBuilder(opening, 0, rules)
  const template = builder.template(origin.timestamp)
  const request = { parent: leader.head(), template, opening, candidates: [] }
  const { sealed } = await leader.seal(request)
  return { template, blockHash: sealed.hash }
}

test('a backup makes of the leader’s bytes the leader’s block', async () => {
  const { template, blockHash } = await sealFirst()
  const accepted = await backup.accept({ template, opening, transactions: [] })
  expect(accepted).toMatchObject({ hash: blockHash, skippedCount: 0 })
  expect(backup.head().number).toBe(0)

  const opens = { kind: 'open', opening } as const
  for (const chain of [leader, backup]) {
    await chain.commit({ blockHash, transactionHashes: [], opens, seal })
    expect(chain.head()).toMatchObject({ number: 1, hash: blockHash })
    expect(await chain.batchRecords()).toEqual([opens])
    expect(chain.seals(1, 2)).toEqual([seal, undefined])
    expect(chain.blockHashes(1, 1)).toEqual([blockHash])
  }
})

test('another block that was sealed meanwhile does not take the accepted one’s place', async () => {
  const { template, blockHash } = await sealFirst()
  await backup.accept({ template, opening, transactions: [] })
  const later = { ...template, timestamp: template.timestamp + 3 }
  await backup.seal({ parent: backup.head(), template: later, opening, candidates: [] })
  await backup.commit({ blockHash, transactionHashes: [], opens: { kind: 'open', opening }, seal })
  expect(backup.head().hash).toBe(blockHash)
})

test('nothing is committed that was not executed, nor after a rollback', async () => {
  const { template, blockHash } = await sealFirst()
  const request = { blockHash, transactionHashes: [], opens: { kind: 'open', opening } } as const
  await expect(backup.commit(request)).rejects.toBeInstanceOf(NoSealedBlockError)
  await backup.accept({ template, opening, transactions: [] })
  await backup.rollBack(0)
  await expect(backup.commit(request)).rejects.toBeInstanceOf(NoSealedBlockError)
})

test('a vote is there after the end of the process', async () => {
  expect(leader.vote()).toBeUndefined()
  const vote = {
    ...blankVote<EntryBody>(4),
    promised: { epoch: 5, round: 2 },
    accepted: {
      ballot: { epoch: 5, round: 0 },
      entry: {
        parent: { position: 1, id: 'a' },
        tip: { position: 2, id: 'b' },
        body: {
          ...{ kind: 'block', number: 1, timestamp: 2, transactions: [new Uint8Array([1, 2])] },
          ...{ parentHash: leader.head().hash, blockHash: leader.head().hash, opens: opening },
          ...{ originNumber: 10, originHash: origin.hash, seal },
        } as EntryBody,
      },
    },
  }
  await leader.putVote(vote)
  const { folder } = opened[0] as Opened
  await leader.close()
  opened.shift()
  const again = await openChain(folder)
  expect(again.vote()).toEqual(vote)
})
