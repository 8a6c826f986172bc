import {
  type Address,
  asHash,
  type BatchHash,
  disputeCommitment,
  GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
  GENESIS_STATE_ROOT,
  genesisBlockHash,
  type Hash,
  hashWords,
  type OutputRoot,
  type OutputRootPreimage,
  outputRoot,
  outputRootPath,
} from '@mvm/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  callContracts,
  decodeDisputeLog,
  encodeAppendStateBatch,
  encodeBisectDispute,
  encodeCommitDispute,
  encodeOpenDispute,
  encodePickPart,
  type L1Receipt,
  type OpenDispute,
  readChainTip,
  readCommitment,
  readCuts,
  readDispute,
  readDisputes,
  readDisputeTerms,
  readEarliestDisputed,
  readGame,
  readStateBatchStanding,
} from '../../src/index.ts'
import { RollupBench } from '../rollup/RollupBench.ts'

const BOND = 10n ** 17n
const RIGHT = asHash<OutputRoot>(`0x${'91'.repeat(32)}`)

let bench: RollupBench
let chainId: number
/** All blocks are of one batch. */
let batchHash: BatchHash

beforeAll(async () => {
  bench = await RollupBench.start()
  chainId = await bench.createDac('disputed')
  // Blocks 1 to 5, 6 to 17, 18 to 20.
  await bench.anvil.mine(5)
  await bench.append(chainId, new Uint8Array(), 20)
  batchHash = (await readChainTip(bench.source(), chainId)).batchHash
  for (const [firstBlock, count] of [
    [1, 5],
    [6, 12],
    [18, 3],
  ] as const) {
    const data = encodeAppendStateBatch({
      chainId,
      firstBlock,
      outputRoots: rootsOf(firstBlock, count),
      batchHash,
    })
    await bench.send(bench.contracts.stateCommitmentChain, data)
  }
})
afterAll(() => bench.stop())

function preimageOf(blockNumber: number): OutputRootPreimage {
  if (blockNumber === 0) {
    return {
      stateRoot: GENESIS_STATE_ROOT,
      messagePasserStorageRoot: GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
      blockHash: genesisBlockHash(chainId),
    }
  }
  return {
    stateRoot: hashWords(blockNumber, 1),
    messagePasserStorageRoot: hashWords(blockNumber, 2),
    blockHash: hashWords(blockNumber, 3),
  }
}

function rootsOf(firstBlock: number, count: number): OutputRoot[] {
  return Array.from({ length: count }, (_, i) => outputRoot(preimageOf(firstBlock + i)))
}

function batchOf(blockNumber: number): { index: number; firstBlock: number; count: number } {
  if (blockNumber === 0) return { index: 0, firstBlock: 0, count: 1 }
  if (blockNumber <= 5) return { index: 1, firstBlock: 1, count: 5 }
  if (blockNumber <= 17) return { index: 2, firstBlock: 6, count: 12 }
  return { index: 3, firstBlock: 18, count: 3 }
}

function pathOf(blockNumber: number) {
  const { firstBlock, count } = batchOf(blockNumber)
  return outputRootPath(firstBlock, rootsOf(firstBlock, count), blockNumber - firstBlock).siblings
}

function openingOf(blockNumber: number): OpenDispute {
  return {
    chainId,
    stateBatchIndex: batchOf(blockNumber).index,
    blockNumber,
    claimedRoot: outputRoot(preimageOf(blockNumber)),
    claimedSiblings: pathOf(blockNumber),
    agreedStateBatchIndex: batchOf(blockNumber - 1).index,
    agreed: preimageOf(blockNumber - 1),
    agreedSiblings: pathOf(blockNumber - 1),
    challengerRoot: RIGHT,
    batchHash,
    salt: hashWords(blockNumber, 4),
  }
}

async function open(opening: OpenDispute, challenger: Address): Promise<L1Receipt> {
  const { disputeGame } = bench.contracts
  const commitment = disputeCommitment({ challenger, ...opening })
  await bench.send(disputeGame, encodeCommitDispute(commitment), challenger)
  return bench.send(disputeGame, encodeOpenDispute(opening), challenger, BOND)
}

test('reads what the deployment fixed', async () => {
  expect(await readDisputeTerms(bench.source())).toEqual({
    bond: BOND,
    minRevealDelay: 1,
    maxRevealDelay: 50,
    clockSeconds: 60,
    extensionSeconds: 5,
  })
})

test('a commitment is the contract’s, kept until its dispute is opened, and told', async () => {
  const opening = openingOf(18)
  const { salt, stateBatchIndex, blockNumber, challengerRoot } = opening
  const challenger = bench.user
  const commitment = disputeCommitment({ challenger, ...opening })
  const [ofContract] = await callContracts(bench.source(), [
    {
      contract: 'DisputeGame',
      method: 'commitmentOf',
      args: [challenger, chainId, stateBatchIndex, blockNumber, challengerRoot, salt],
    },
  ])
  expect(commitment).toBe(ofContract?.[0])
  expect(await readCommitment(bench.source(), challenger, commitment)).toBeNull()
  const { disputeGame } = bench.contracts
  const committed = await bench.send(disputeGame, encodeCommitDispute(commitment), challenger)
  const { blockNumber: l1BlockNumber } = committed
  expect(await readCommitment(bench.source(), challenger, commitment)).toBe(l1BlockNumber)
  const told = committed.logs.map((log) => decodeDisputeLog(bench.contracts, log))
  expect(told).toEqual([{ kind: 'committed', challenger, commitment, l1BlockNumber }])
})

test('an opened dispute is told, kept, and holds its state batch and all later ones still', async () => {
  expect(await readEarliestDisputed(bench.source(), chainId)).toBeNull()
  expect(await readDisputes(bench.source(), chainId)).toEqual([])
  const receipt = await open(openingOf(18), bench.user)
  const [told] = receipt.logs.flatMap((log) => decodeDisputeLog(bench.contracts, log) ?? [])
  const expected = {
    disputeId: 0,
    chainId,
    stateBatchIndex: 3,
    blockNumber: 18,
    challenger: bench.user,
    bond: BOND,
    agreedRoot: outputRoot(preimageOf(17)),
    claimedRoot: outputRoot(preimageOf(18)),
    challengerRoot: RIGHT,
  }
  expect(told).toEqual({ kind: 'opened', ...expected, l1BlockNumber: receipt.blockNumber })
  expect(await readDispute(bench.source(), 0)).toMatchObject(expected)
  expect(await readEarliestDisputed(bench.source(), chainId)).toBe(3)

  // An earlier one, later, by another challenger; and block 1 against block 0, which nobody asserted.
  await open(openingOf(9), bench.operator)
  expect(await readEarliestDisputed(bench.source(), chainId)).toBe(2)
  const disputes = await readDisputes(bench.source(), chainId)
  expect(disputes.map(({ blockNumber }) => blockNumber)).toEqual([18, 9])

  await bench.anvil.rpc('evm_increaseTime', [200])
  await bench.anvil.mine()
  for (const [stateBatchIndex, isWithdrawable] of [
    [1, true],
    [2, false],
    [3, false],
  ] as const) {
    const standing = await readStateBatchStanding(bench.source(), chainId, stateBatchIndex)
    expect(standing).toMatchObject({ isLive: true, isWithdrawable })
  }
  await expect(open(openingOf(19), bench.user)).rejects.toMatchObject({
    contract: 'DisputeGame',
    errorName: 'WindowPassed',
  })
})

test('block 1 is disputed against block 0, and what is wrong is named', async () => {
  const other = await bench.createDac('fresh')
  chainId = other
  await bench.append(chainId, new Uint8Array(), 5)
  batchHash = (await readChainTip(bench.source(), chainId)).batchHash
  const outputRoots = rootsOf(1, 5)
  const call = { chainId, firstBlock: 1, outputRoots, batchHash }
  await bench.send(bench.contracts.stateCommitmentChain, encodeAppendStateBatch(call))
  await open(openingOf(1), bench.user)
  await expect(open(openingOf(1), bench.user)).rejects.toMatchObject({
    errorName: 'AlreadyDisputed',
    args: { disputeId: 2n },
  })
  const wrong = { ...openingOf(3), agreed: preimageOf(1) }
  await expect(open(wrong, bench.user)).rejects.toMatchObject({
    errorName: 'OutputRootNotProven',
    args: { stateBatchIndex: 1n, blockNumber: 2n },
  })
  await expect(readDispute(bench.source(), 9)).rejects.toMatchObject({
    errorName: 'UnknownDispute',
  })
})

test('a game is read with the name of its segment, and with the states that L1 has the hash of', async () => {
  const { disputeGame } = bench.contracts
  // Of the test before, whose clock still runs.
  const disputeId = 2
  const names = async () => {
    const [named] = await callContracts(bench.source(), [
      { contract: 'DisputeGame', method: 'segmentHash', args: [disputeId] },
    ])
    const { segmentHash } = await readGame(bench.source(), disputeId)
    return { read: segmentHash, named: named?.[0] }
  }
  const first = await names()
  expect(first.read).toBe(first.named)
  const { asserter, segmentHash, openedAtBlock } = await readGame(bench.source(), disputeId)
  const stateHashes = Array.from({ length: 63 }, (_, i) => hashWords<Hash>(i, 5))
  const data = encodeBisectDispute({ disputeId, segmentHash, stateHashes })
  const { blockNumber: headNumber } = await bench.send(disputeGame, data, asserter, BOND)
  const { segment } = await readGame(bench.source(), disputeId)
  const of = { disputeId, round: 0, openedAtBlock, headNumber }
  const { cutsHash } = segment
  expect(await readCuts(bench.source(), { ...of, cutsHash })).toEqual(stateHashes)
  const others = readCuts(bench.source(), { ...of, cutsHash: hashWords<Hash>(1, 6) })
  await expect(others).rejects.toMatchObject({ code: 'L1_DATA_MISMATCH', actual: cutsHash })
  const before = readCuts(bench.source(), { ...of, cutsHash, headNumber: headNumber - 1 })
  await expect(before).rejects.toMatchObject({ code: 'L1_DATA_MISMATCH', actual: 'none' })

  const part = 5
  const pick = encodePickPart({ disputeId, segmentHash, part, stateHashes })
  await bench.send(disputeGame, pick, bench.user)
  const second = await names()
  expect(second.read).toBe(second.named)
  expect(second.read).not.toBe(first.read)
})
