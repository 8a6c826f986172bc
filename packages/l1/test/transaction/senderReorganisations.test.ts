import { afterEach, expect, test } from 'vitest'
import { L1Follower } from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { included } from './included.ts'
import { SenderBench } from './SenderBench.ts'

const noMining = { args: ['--no-mining'] }

let bench: SenderBench

afterEach(() => bench.stop())

test.each([1, 2, 7, 32, 64])(
  'sends again under the same nonces what vanishes in a reorganisation of %i blocks',
  async (depth) => {
    bench = await SenderBench.start(noMining)
    const client = bench.anvil.client()
    await bench.anvil.mine(3)
    const sender = await bench.sender()
    const head = await client.block('latest')
    if (head === null) throw new Error('no head')
    const controller = new AbortController()
    const follower = new L1Follower({ client, known: [head], pollIntervalMs: 10 })
    const reorganisations: number[] = []
    const following = (async () => {
      for await (const event of follower.events(controller.signal)) {
        if (event.kind === 'reorganised') reorganisations.push(event.commonAncestorNumber)
      }
    })()

    const snapshot = await bench.anvil.rpc('evm_snapshot')
    const sendings = [1, 2, 3].map((number) => sender.send(bench.intent(number)))
    await bench.inPool(3)
    await bench.anvil.mine()
    const before = (await Promise.all(sendings)).map(included)
    // In flight while L1 reorganises, besides those that are settled.
    const late = sender.send(bench.intent(4))
    await eventually(() => sender.inFlight()).toHaveLength(1)
    await bench.anvil.mine(depth - 1)
    const forkHash = before[0]?.inclusion.blockHash
    const hashes = before.map(({ inclusion }) => inclusion.transactionHash)
    await eventually(() => follower.head.number).toBe(head.number + depth)

    await bench.anvil.rpc('evm_revert', [snapshot])
    expect(await client.receipts(hashes)).toEqual([null, null, null])
    await bench.anvil.rpc('anvil_dropAllTransactions')
    await bench.anvil.mineOther(depth + 1)
    expect((await client.block(head.number + 1))?.hash).not.toBe(forkHash)
    await eventually(() => bench.kinds()).toContain('vanished')

    await bench.mineUntil(() => sender.inFlight().length === 0)
    included(await late)
    expect(await bench.executed()).toEqual([1, 2, 3, 4])
    const records = await bench.journal.load()
    expect(records.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3])
    const again = await Promise.all([1, 2, 3].map((number) => sender.send(bench.intent(number))))
    for (const [i, outcome] of again.entries()) {
      expect(included(outcome).nonce).toBe(before[i]?.nonce)
      expect(included(outcome).inclusion.blockHash).not.toBe(forkHash)
    }
    await eventually(() => reorganisations).toContain(head.number)
    controller.abort()
    await following
  },
)

test('finds out after a restart that what was settled vanished meanwhile', async () => {
  bench = await SenderBench.start(noMining)
  await bench.anvil.mine(2)
  const snapshot = await bench.anvil.rpc('evm_snapshot')
  const first = await bench.sender()
  const settled = included(await bench.outcomeWhileMining(first.send(bench.intent(1))))
  await bench.endSender()
  await bench.anvil.rpc('evm_revert', [snapshot])
  await bench.anvil.rpc('anvil_dropAllTransactions')
  await bench.anvil.mineOther(5)
  expect(await bench.executed()).toEqual([])

  const second = await bench.sender()
  const next = included(await bench.outcomeWhileMining(second.send(bench.intent(2))))
  expect(next.nonce).toBe(settled.nonce + 1)
  expect(await bench.executed()).toEqual([1, 2])
})

test('fills the nonces that a reorganisation deeper than its memory left empty', async () => {
  bench = await SenderBench.start(noMining)
  const snapshot = await bench.anvil.rpc('evm_snapshot')
  const sender = await bench.sender({ retainBlocks: 1, bumpAfterBlocks: 2 })
  included(await bench.outcomeWhileMining(sender.send(bench.intent(1))))
  included(await bench.outcomeWhileMining(sender.send(bench.intent(2))))
  await bench.anvil.mine(3)
  const late = sender.send(bench.intent(3))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  expect(bench.journal.entries.size).toBe(1)
  await bench.anvil.rpc('evm_revert', [snapshot])
  await bench.anvil.rpc('anvil_dropAllTransactions')
  await bench.anvil.mineOther(2)
  const outcome = included(await bench.outcomeWhileMining(late))
  expect(outcome.nonce).toBe(2)
  expect(await bench.executed()).toEqual([3])
})

test('sends again what the pool dropped', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ bumpAfterBlocks: 2 })
  const sendings = [1, 2, 3].map((number) => sender.send(bench.intent(number)))
  await bench.inPool(3)
  await bench.anvil.rpc('anvil_dropAllTransactions')
  await Promise.all(sendings.map((sending) => bench.outcomeWhileMining(sending)))
  expect(await bench.executed()).toEqual([1, 2, 3])
})

test('says when a transaction that is not its own took the nonce, and sends nothing in its place', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender()
  const sending = sender.send(bench.intent(1))
  await bench.inPool(1)
  await bench.anvil.rpc('anvil_dropAllTransactions')
  const raw = await bench.rawTransfer({ nonce: 0, tipGwei: 100n })
  await bench.anvil.client().sendRawTransaction(raw)
  await bench.anvil.mine()
  expect(await bench.outcomeWhileMining(sending)).toEqual({ status: 'superseded', nonce: 0 })
  expect(await bench.executed()).toEqual([])
})
