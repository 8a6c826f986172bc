import { setTimeout } from 'node:timers/promises'
import { deriveChain } from '@mvm/derivation'
import { L1TransactionSender, MemoryIntentJournal, RollupReader, signerFromKey } from '@mvm/l1'
import { devParameters, keccak256Hex, type TransactionBatch } from '@mvm/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BatchBuilder } from '../../src/batch/BatchBuilder.ts'
import type { ClosedBatch } from '../../src/batch/ClosedBatch.ts'
import { openBatch } from '../../src/batch/openBatch.ts'
import { tipAfter } from '../../src/log/tipAfter.ts'
import { defaultPoolLimits } from '../../src/pool/PoolLimits.ts'
import type { ExaminedTransaction } from '../../src/port/AdmissionPort.ts'
import type { L1Call, L1CallOutcome } from '../../src/port/L1CallPort.ts'
import { batchGasLimit } from '../../src/posting/batchGasLimit.ts'
import { stateBatchGasLimit } from '../../src/posting/stateBatchGasLimit.ts'
import { devPolicies } from '../../src/service/defaultPolicies.ts'
import type { SequencerEvent } from '../../src/service/SequencerEvent.ts'
import { SequencerService } from '../../src/service/SequencerService.ts'
import { systemClock } from '../../src/service/systemClock.ts'
import { ModelChain } from '../model/ModelChain.ts'
import { outputRootOf } from '../model/ModelL1.ts'
import { accountAddress, examinedTransaction } from '../pool/examinedTransaction.ts'
import { PolledL1View } from './PolledL1View.ts'
import { SenderCalls } from './SenderCalls.ts'
import { sequencer, TestL1 } from './TestL1.ts'

const L1_BLOCK_MS = 150

let l1: TestL1
let view: PolledL1View
let chain: ModelChain
let calls: SenderCalls
const known = new Map<string, ExaminedTransaction>()
const acknowledged: ExaminedTransaction[] = []
const ending = new AbortController()
const running: Promise<unknown>[] = []

beforeAll(async () => {
  l1 = await TestL1.start()
  view = new PolledL1View(l1, await creationBlock(), devParameters.initialFeeScalar)
  chain = new ModelChain(view, known)
  const sender = new L1TransactionSender({
    client: l1.client,
    signer: signerFromKey(sequencer.key),
    chainId: await l1.client.chainId(),
    journal: new MemoryIntentJournal(),
    pollIntervalMs: 30,
  })
  calls = new SenderCalls(sender, l1.contracts)
  running.push(sender.run(ending.signal))
})

afterAll(async () => {
  ending.abort()
  await Promise.allSettled(running)
  await l1.stop()
})

async function creationBlock(): Promise<number> {
  const { number: to, hash: toHash } = await l1.head()
  const { created } = await new RollupReader(l1).readRange({ from: 0, to, toHash })
  return created.find(({ chainId }) => chainId === l1.chainId)?.l1BlockNumber as number
}

interface Run {
  readonly service: SequencerService
  readonly events: SequencerEvent[]
  stop(): Promise<void>
}

function startSequencer(): Run {
  const abort = new AbortController()
  const events: SequencerEvent[] = []
  const service = new SequencerService({
    chainId: l1.chainId,
    chain,
    admission: chain,
    pending: chain,
    l1: view,
    calls,
    clock: systemClock,
    rules: devParameters,
    poolLimits: defaultPoolLimits,
    sealing: {
      ...devPolicies.sealing,
      l1BlockTimeMs: L1_BLOCK_MS,
      maxBatchAgeMs: 200,
      elementWaitMs: 0,
      starvedWaitMs: 1_000,
    },
    posting: { ...devPolicies.posting, stateBatchIntervalMs: 300 },
    onEvent: (event) => events.push(event),
  })
  const ended = service.run(AbortSignal.any([abort.signal, ending.signal]))
  running.push(ended)
  return {
    service,
    events,
    async stop() {
      abort.abort()
      await ended
    },
  }
}

async function submit(service: SequencerService, signer: number): Promise<void> {
  const address = accountAddress(signer)
  const nonce = service.pool.pendingNonce(address) ?? chain.nonce(address)
  const examined = examinedTransaction({ chainId: l1.chainId, signer, nonce: Number(nonce) })
  known.set(keccak256Hex(examined.raw), examined)
  await service.submit(examined.raw)
  acknowledged.push(examined)
}

/** L1 goes on at its pace until the condition holds. */
async function mineUntil(isDone: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (isDone()) return
    await l1.mine()
    await setTimeout(L1_BLOCK_MS)
  }
  throw new Error(`L1 went on for 200 blocks without ${what}`)
}

function isAllSafe({ service }: Run): boolean {
  const { unsafeBlock, safeBlock, firstUnassertedBlock, pendingTransactions } = service.status()
  return (
    pendingTransactions === 0 &&
    unsafeBlock > 0 &&
    unsafeBlock === safeBlock &&
    firstUnassertedBlock === unsafeBlock + 1 &&
    view.batches.at(-1)?.queueEnd === view.queue.length
  )
}

function expectAgreement(): void {
  const derived = deriveChain(l1.chainId, view.batches, view.queue, view.blocks())
  expect(derived.map(({ number, timestamp }) => [number, timestamp])).toEqual(
    chain.allBlocks.slice(1).map(({ number, timestamp }) => [number, timestamp]),
  )
  const included = chain.allBlocks.flatMap((block) => block.included.map((one) => one.raw))
  const transactions = derived.flatMap((block) => block.transactions)
  expect(transactions.map(keccak256Hex)).toEqual(included.map(keccak256Hex))
  const hashes = new Set(included.map(keccak256Hex))
  for (const { raw } of acknowledged) expect(hashes).toContain(keccak256Hex(raw))
}

test('the contracts take the batches and state batches, several in flight, deposits among them', async () => {
  const run = startSequencer()
  await mineUntil(() => isAllSafe(run), 'the charter on L1')
  for (let i = 0; i < 12; i++) {
    for (let signer = 0; signer < 3; signer++) await submit(run.service, signer)
    if (i % 3 === 0) await l1.deposit(accountAddress(50))
    await l1.mine()
    await setTimeout(L1_BLOCK_MS)
  }
  await mineUntil(() => isAllSafe(run), 'all being safe')
  expectAgreement()
  expect(view.batches.length).toBeGreaterThan(4)
  expect(calls.reverts).toEqual([])
  await run.stop()
})

test('an L1 reorg that removes batches and deposits loses nothing', async () => {
  const run = startSequencer()
  const snapshot = await l1.rpc<string>('evm_snapshot')
  const forkNumber = (await l1.head()).number + 1
  for (let i = 0; i < 6; i++) {
    await submit(run.service, i % 3)
    if (i === 2) await l1.deposit(accountAddress(51))
    await l1.mine()
    await setTimeout(2 * L1_BLOCK_MS)
  }
  const before = { fork: view.block(forkNumber)?.hash, batches: view.batches }
  const removed = before.batches.filter(({ l1BlockNumber }) => l1BlockNumber >= forkNumber)
  const abandoned = removed.filter(({ originNumber }) => originNumber >= forkNumber)
  expect(abandoned.length).toBeGreaterThan(0)

  await l1.reorg(snapshot, 8)
  await mineUntil(() => isAllSafe(run) && view.block(forkNumber)?.hash !== before.fork, 'agreement')
  expect(view.block(forkNumber)?.hash).not.toBe(before.fork)
  // A batch on an origin that is still there was posted again, all others are other batches now.
  const now = new Map(view.batches.map((batch) => [batch.batchHash, batch.l1BlockHash]))
  for (const { batchHash, l1BlockHash } of removed) expect(now.get(batchHash)).not.toBe(l1BlockHash)
  for (const { batchHash } of abandoned) expect(now.has(batchHash)).toBe(false)
  expect(run.events.some(({ kind }) => kind === 'resealing')).toBe(true)
  expectAgreement()
  await run.stop()
})

test('a batch that somebody forced while the sequencer was away is adopted', async () => {
  await l1.deposit(accountAddress(52))
  for (let i = 0; i < devParameters.forcedInclusionDelay + 2; i++) await l1.mine()
  await l1.appendForced()
  await l1.mine()
  const run = startSequencer()
  await submit(run.service, 0)
  await mineUntil(() => isAllSafe(run), 'the forced batch being adopted')
  expect(view.batches.some(({ isForced }) => isForced)).toBe(true)
  expect(run.events.some(({ kind }) => kind === 'adopted')).toBe(true)
  expectAgreement()
  const [one] = await chain.outputRoots(1, 1)
  expect(one).toBe(outputRootOf(chain.allBlocks[1]?.hash as string))
  await run.stop()
})

test('the gas limits suffice for the largest batch and the largest state batch', async () => {
  for (let i = 0; i < 64; i++) await l1.deposit(accountAddress(53))
  for (let i = 0; i < 10; i++) await l1.mine()
  const largest = await nextBuilder()
  expect(largest.opening.queueElements.length).toBe(64)
  const { number, timestamp } = largest.template(0)
  const transactions = [new Uint8Array(61_440).fill(255), new Uint8Array(4_060).fill(255)]
  largest.append({ number, timestamp, transactions })
  const batch = largest.close()
  expect(batch.payload.length).toBeGreaterThan(65_500)
  expect(await post(batch)).toMatchObject({ kind: 'included' })

  for (let i = 0; i < 10; i++) await l1.mine()
  const longest = await nextBuilder()
  while (longest.blockCount < 1_024) {
    const block = longest.template(0)
    longest.append({ number: block.number, timestamp: block.timestamp, transactions: [] })
  }
  const long = longest.close()
  expect(await post(long)).toMatchObject({ kind: 'included' })
  const { firstUnassertedBlock: firstBlock } = await view.view(ending.signal)
  const outputRoots = Array.from({ length: 1_024 }, (_, i) => outputRootOf(`${i}`))
  const { batchHash } = long
  const outcome = settle({
    kind: 'appendStateBatch',
    id: 'largest state batch',
    batch: { chainId: l1.chainId, firstBlock, outputRoots, batchHash },
    gasLimit: stateBatchGasLimit(1_024),
  })
  // One root is of the batch before, so that the last root is the last but one of the long batch.
  expect(firstBlock).toBe(long.firstBlock - 1)
  expect(await outcome).toMatchObject({ kind: 'included' })
})

async function nextBuilder(): Promise<BatchBuilder> {
  const now = await view.view(ending.signal)
  const last = now.batches.at(-1) as TransactionBatch
  const tip = tipAfter({ kind: 'adopted', batch: last })
  const opening = openBatch(l1.chainId, tip, now.head, now)
  if (opening === undefined) throw new Error('nothing to open')
  return new BatchBuilder(opening, 0, devParameters)
}

function post(batch: ClosedBatch): Promise<L1CallOutcome> {
  const gasLimit = batchGasLimit(batch.payload.length)
  return settle({ kind: 'appendSequencerBatch', id: batch.batchHash, batch, gasLimit })
}

async function settle(call: L1Call): Promise<L1CallOutcome> {
  const outcome = calls.send(call, ending.signal)
  const mining = setInterval(() => void l1.mine(), 50)
  try {
    return await outcome
  } finally {
    clearInterval(mining)
  }
}
