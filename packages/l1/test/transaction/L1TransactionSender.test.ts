import { asHash, fromHex, type Hex, type L1TransactionHash, toHex } from '@mvm/protocol'
import { AbiCoder, id } from 'ethers'
import { afterEach, expect, test } from 'vitest'
import { ContractRevertError, L1RpcError, type L1TransactionOutcome } from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { included } from './included.ts'
import { reverter, SenderBench } from './SenderBench.ts'

const noMining = { args: ['--no-mining'] }

let bench: SenderBench

afterEach(() => bench.stop())

test('brings intents onto L1 in order, each once, under consecutive nonces', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender()
  const sendings = Array.from({ length: 10 }, (_, i) => sender.send(bench.intent(i)))
  await eventually(() => sender.inFlight()).toHaveLength(10)
  await bench.anvil.mine()
  const outcomes = (await Promise.all(sendings)).map(included)
  expect(outcomes.map(({ nonce }) => nonce)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(await bench.executed()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const [receipt] = await bench.anvil
    .client()
    .receipts([outcomes[0]?.inclusion.transactionHash ?? asHash('0x')])
  expect(receipt).toMatchObject({
    blockHash: outcomes[0]?.inclusion.blockHash,
    gasUsed: outcomes[0]?.inclusion.gasUsed,
  })
})

test('has no more in flight than allowed, and the rest afterwards', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ maxInFlight: 2 })
  const sendings = [1, 2, 3, 4, 5].map((number) => sender.send(bench.intent(number)))
  await eventually(() => sender.inFlight()).toHaveLength(2)
  await bench.outcomeWhileMining(sendings.at(-1) as Promise<L1TransactionOutcome>)
  expect(await bench.executed()).toEqual([1, 2, 3, 4, 5])
})

test('gives an outcome only with the confirmations asked for', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ confirmations: 4 })
  const sending = sender.send(bench.intent(1))
  await eventually(() => bench.kinds()).toContain('signed')
  const { inclusion } = included(await bench.outcomeWhileMining(sending))
  const head = await bench.anvil.client().block('latest')
  expect((head?.number ?? 0) - inclusion.blockNumber + 1).toBeGreaterThanOrEqual(4)
})

test('joins an intent that is in flight or settled instead of sending it again', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender()
  const sendings = [sender.send(bench.intent(1)), sender.send(bench.intent(1))]
  await eventually(() => sender.inFlight()).toHaveLength(1)
  sendings.push(sender.send(bench.intent(1)))
  await bench.anvil.mine()
  const outcomes = await Promise.all(sendings)
  expect(await sender.send(bench.intent(1))).toEqual(outcomes[0])
  expect(new Set(outcomes.map((outcome) => included(outcome).nonce))).toEqual(new Set([0]))
  expect(await bench.nonce()).toBe(1)
})

test('tells the nonce before the first broadcast, and sends nothing when that is refused', async () => {
  bench = await SenderBench.start()
  const sender = await bench.sender()
  const told: number[] = []
  const pending: number[] = []
  const outcome = await sender.send(bench.intent(1), {
    beforeBroadcast: async (nonce) => {
      told.push(nonce)
      pending.push(await bench.anvil.client().nonce(bench.account.address, 'pending'))
    },
  })
  expect(told).toEqual([included(outcome).nonce])
  expect(pending).toEqual([0])
  const refusal = new Error('disk full')
  const refused = sender.send(bench.intent(2), { beforeBroadcast: () => Promise.reject(refusal) })
  await expect(refused).rejects.toBe(refusal)
  included(await sender.send(bench.intent(3)))
  expect(await bench.executed()).toEqual([1, 3])
})

test('takes an intent back, waiting or in flight, while L1 has not included it', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ maxInFlight: 2 })
  const [first, second, third] = [1, 2, 3].map((number) => sender.send(bench.intent(number)))
  await eventually(() => sender.inFlight()).toHaveLength(2)
  sender.cancel('intent 1')
  sender.cancel('intent 3')
  expect(await third).toEqual({ status: 'cancelled' })
  await eventually(() =>
    bench.events.some((event) => event.kind === 'signed' && event.isCancellation),
  ).toBe(true)
  await bench.anvil.mine()
  expect(await first).toEqual({ status: 'cancelled' })
  expect(included((await second) as L1TransactionOutcome).nonce).toBe(1)
  expect(await bench.executed()).toEqual([2])
  sender.cancel('intent 2')
  expect((await sender.send(bench.intent(2))).status).toBe('included')
})

test('stops waiting when the caller’s signal is aborted; what has a nonce goes on', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ maxInFlight: 1 })
  const controller = new AbortController()
  const { signal } = controller
  const sendings = [1, 2].map((number) => sender.send(bench.intent(number), { signal }))
  const reasons = Promise.all(sendings.map((sending) => sending.catch((reason) => reason)))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  controller.abort('enough')
  expect(await reasons).toEqual(['enough', 'enough'])
  await bench.mineUntil(() => sender.inFlight().length === 0)
  expect(await bench.executed()).toEqual([1])
  await expect(sender.send(bench.intent(3), { signal })).rejects.toBe('enough')
})

test('forgets what is buried deep enough', async () => {
  bench = await SenderBench.start(noMining)
  const sender = await bench.sender({ retainBlocks: 5 })
  included(await bench.outcomeWhileMining(sender.send(bench.intent(1))))
  expect(bench.journal.entries.size).toBe(1)
  await bench.mineUntil(() => bench.journal.entries.size === 0)
})

test('signs in the form that L1 hashes', async () => {
  bench = await SenderBench.start()
  const raw = await bench.rawTransfer({ nonce: 0, tipGwei: 1n })
  const hash: L1TransactionHash = await bench.anvil.client().sendRawTransaction(raw)
  const [transaction] = await bench.anvil.client().transactions([hash])
  expect(transaction?.from).toBe(bench.account.address)
  expect(toHex(fromHex(raw))).toBe(raw)
})

test('names the custom error of a call that reverted on L1', async () => {
  bench = await SenderBench.start()
  const sender = await bench.sender()
  const args = AbiCoder.defaultAbiCoder().encode(['bytes32', 'bytes32'], [id('a'), id('b')])
  const data = `${id('PrevBatchHashMismatch(bytes32,bytes32)').slice(0, 10)}${args.slice(2)}` as Hex
  const intent = { id: 'append', to: reverter, data, gasLimit: 100_000n }
  const outcome = await sender.send(intent)
  if (outcome.status !== 'reverted') throw new Error(outcome.status)
  expect(outcome.error).toBeInstanceOf(ContractRevertError)
  expect(outcome.error).toMatchObject({
    contract: 'CanonicalTransactionChain',
    errorName: 'PrevBatchHashMismatch',
    args: { given: id('a'), tip: id('b') },
  })
  expect(outcome.inclusion.isSuccess).toBe(false)
  expect(await bench.nonce()).toBe(1)
})

test('does not spend a nonce on a call that would revert when it may estimate', async () => {
  bench = await SenderBench.start()
  const sender = await bench.sender()
  const data = `${id('Error(string)').slice(0, 10)}${AbiCoder.defaultAbiCoder()
    .encode(['string'], ['too early'])
    .slice(2)}` as Hex
  const outcome = await sender.send({ id: 'early', to: reverter, data })
  if (outcome.status !== 'rejected') throw new Error(outcome.status)
  expect(outcome.error).toMatchObject({ errorName: 'Error', args: { reason: 'too early' } })
  expect(await bench.nonce()).toBe(0)
  included(await sender.send(bench.intent(1, null)))
})

test('uses up the nonce of a transaction that L1 can never include', async () => {
  bench = await SenderBench.start()
  const sender = await bench.sender()
  const [impossible, next] = await Promise.all([
    sender.send(bench.intent(1, 20_000n)),
    sender.send(bench.intent(2)),
  ])
  if (impossible.status !== 'rejected') throw new Error(impossible.status)
  expect(impossible.error).toBeInstanceOf(L1RpcError)
  expect(impossible.error.message).toContain('intrinsic gas too low')
  expect(included(next).nonce).toBe(1)
  expect(await bench.executed()).toEqual([2])
})
