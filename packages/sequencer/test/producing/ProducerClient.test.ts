import {
  asHash,
  type BlockHash,
  EMPTY_QUEUE_HASH,
  initialBatchHash,
  predeploys,
} from '@mvm/protocol'
import { beforeEach, expect, test } from 'vitest'
import { sealSignerFromKey } from '../../src/committee/seal/sealSignerFromKey.ts'
import type { BatchOpening } from '../../src/port/BatchOpening.ts'
import { ProducerClient } from '../../src/producing/ProducerClient.ts'
import type { ProducerFailure } from '../../src/producing/ProducerFailure.ts'
import type { ProducerAnswer, ProducerRequest } from '../../src/producing/ProducerMessage.ts'
import { producerDigest } from '../../src/producing/producerDigest.ts'
import { l1Block } from '../batch/l1Fixture.ts'
import { ModelClock } from '../model/ModelClock.ts'
import { accountAddress, chainId } from '../pool/examinedTransaction.ts'

const domain = { l1ChainId: 1, verifyingContract: accountAddress(2) }
const timing = { openMs: 1_000, produceMs: 2_000, restMs: 3_000, maxRestMs: 60_000 }
const signer = sealSignerFromKey(`0x${'5a'.repeat(32)}`)
const tip = { position: 1, id: `0x${'11'.repeat(32)}` }
const planned: BatchOpening = {
  ...{ chainId, origin: l1Block(110), firstBlock: 1, previousOriginNumber: 100, feeScalar: 1n },
  ...{ producer: predeploys.feeVault, producerSignature: new Uint8Array(0) },
  ...{ prevBatchHash: initialBatchHash(chainId), queueStart: 0, queueEnd: 0, queueElements: [] },
  ...{ queueHashStart: EMPTY_QUEUE_HASH, queueHashEnd: EMPTY_QUEUE_HASH },
}
const order = { tip, timestamp: 1, allowEmpty: false }
const block = { blockHash: asHash<BlockHash>(tip.id), transactions: [] }

let clock: ModelClock
let client: ProducerClient
let sent: ProducerRequest[]
let failures: ProducerFailure[]
let connection: number | undefined
/** What the producer says at once. */
let answer: (request: ProducerRequest) => Promise<ProducerAnswer | undefined>
const { signal } = new AbortController()

async function answerWell(request: ProducerRequest): Promise<ProducerAnswer | undefined> {
  if (request.kind === 'produce') return { kind: 'produced', id: request.id, block }
  if (request.kind !== 'open') return undefined
  const signature = await signer.sign(producerDigest(request.opening, domain))
  return { kind: 'opened', id: request.id, signature }
}

beforeEach(() => {
  clock = new ModelClock(1_000_000)
  sent = []
  failures = []
  connection = 1
  answer = answerWell
  client = new ProducerClient({
    assignment: { producerAt: async () => signer.address },
    network: {
      connectionOf: () => connection,
      send: (to, request) => {
        sent.push(request)
        void answer(request).then((said) => said && client.receive(to, said))
      },
    },
    ...{ domain, timing, clock },
    serve: async () => [],
    onFailed: (_, failure) => failures.push(failure),
  })
})

const open = (waiting: readonly Uint8Array[] = []) =>
  client.open(planned, tip, () => waiting, signal)
const produce = () => client.produce(signer.address, order, () => [], signal)
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('the producer opens the batch in its own name', async () => {
  const opened = await open([new Uint8Array([1])])
  expect(opened).toMatchObject({ producer: signer.address })
  expect(opened.producerSignature).toHaveLength(65)
  expect(sent.map(({ kind }) => kind)).toEqual(['waiting', 'open'])
  expect(await produce()).toBe(block)
  expect(failures).toEqual([])
})

test('it is told what waits once for each connection, and what comes later as it comes', async () => {
  await open([new Uint8Array([1])])
  await open([new Uint8Array([1])])
  client.offer(new Uint8Array([2]))
  expect(sent.filter(({ kind }) => kind === 'waiting')).toHaveLength(2)
  connection = 2
  client.offer(new Uint8Array([3]))
  expect(sent.filter(({ kind }) => kind === 'waiting')).toHaveLength(2)
  await open([new Uint8Array([1]), new Uint8Array([2]), new Uint8Array([3])])
  expect(sent.filter(({ kind }) => kind === 'waiting')).toHaveLength(3)
})

test('it is told what waits, too, when somebody else has opened its batch', async () => {
  const waiting = [new Uint8Array([1])]
  await client.produce(signer.address, order, () => waiting, signal)
  expect(sent.map(({ kind }) => kind)).toEqual(['waiting', 'produce'])
})

test('nobody waits for a producer that is not connected', async () => {
  connection = undefined
  expect(await open()).toBe(planned)
  expect(await produce()).toBeUndefined()
  expect(sent).toEqual([])
  expect(failures).toEqual([])
})

test('a producer that does not answer is done without after its deadline, and left alone for a while', async () => {
  await open()
  answer = async () => undefined
  const waiting = produce()
  await turn()
  clock.advance(timing.produceMs)
  expect(await waiting).toBeUndefined()
  expect(failures).toEqual(['late'])
  answer = answerWell
  expect(await open()).toBe(planned)
  clock.advance(timing.restMs)
  expect(await open()).toMatchObject({ producer: signer.address })
})

test('a lost connection ends the waiting at once', async () => {
  await open()
  answer = async () => undefined
  const waiting = produce()
  await turn()
  client.lost(signer.address)
  expect(await waiting).toBeUndefined()
  expect(failures).toEqual(['lost'])
})

test('who is behind is asked again for as long as there is time', async () => {
  let asked = 0
  answer = async (request) => {
    if (request.kind !== 'open' || ++asked === 3) return answerWell(request)
    return { kind: 'declined', id: request.id, reason: 'behind' }
  }
  const opening = open()
  for (let i = 0; i < 4; i++) {
    await turn()
    clock.advance(50)
  }
  expect(await opening).toMatchObject({ producer: signer.address })
  expect(failures).toEqual([])
})

test('a signature for something else opens nothing', async () => {
  answer = async (request) => {
    const right = await answerWell(request)
    return right?.kind === 'opened' ? { ...right, signature: new Uint8Array(65).fill(1) } : right
  }
  expect(await open()).toBe(planned)
  expect(failures).toEqual(['wrong-signature'])
})

test('an answer of somebody else does not count', async () => {
  await open()
  answer = async () => undefined
  const waiting = produce()
  await turn()
  const id = sent.findLast(({ kind }) => kind === 'produce') as { readonly id: number }
  await client.receive(accountAddress(9), { kind: 'produced', id: id.id, block })
  clock.advance(timing.produceMs)
  expect(await waiting).toBeUndefined()
})

test('a producer that is late with every second block is asked less and less', async () => {
  const askedAtMs: number[] = []
  let isLate = false
  answer = async (request) => {
    if (request.kind !== 'produce') return answerWell(request)
    askedAtMs.push(clock.nowMs())
    isLate = !isLate
    return isLate ? undefined : answerWell(request)
  }
  const endMs = clock.nowMs() + 600_000
  while (clock.nowMs() < endMs) {
    const waiting = produce()
    await turn()
    if (isLate) clock.advance(timing.produceMs)
    if ((await waiting) !== undefined) client.judge(signer.address, true)
    clock.advance(500)
  }
  const pauses = askedAtMs.map((atMs, i) => atMs - (askedAtMs[i - 1] ?? atMs))
  expect(Math.max(...pauses)).toBeGreaterThanOrEqual(timing.maxRestMs)
  // It cost the DAC less than a twentieth of the time.
  expect(failures.length * timing.produceMs).toBeLessThan(600_000 / 20)
})
