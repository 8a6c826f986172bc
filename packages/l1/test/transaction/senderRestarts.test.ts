import type { Hex } from '@mvm/protocol'
import { afterEach, expect, test } from 'vitest'
import { L1SignerError, signerFromKey } from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { included } from './included.ts'
import { SenderBench } from './SenderBench.ts'

const noMining = { args: ['--no-mining'] }

let bench: SenderBench

afterEach(() => bench.stop())

test('goes on after a restart with what was in flight, and does not send it twice', async () => {
  bench = await SenderBench.start(noMining)
  const first = await bench.sender()
  const lost = [1, 2, 3].map((number) => first.send(bench.intent(number)).catch((reason) => reason))
  await eventually(() => first.inFlight()).toHaveLength(3)
  const nonces = first.inFlight().map(({ nonce }) => nonce)
  await bench.endSender()
  expect(await Promise.all(lost)).toEqual(['restart', 'restart', 'restart'])
  // The pool lost them too.
  await bench.anvil.rpc('anvil_dropAllTransactions')

  const second = await bench.sender()
  const sendings = [3, 2, 1, 4].map((number) => second.send(bench.intent(number)))
  await eventually(() => second.inFlight()).toHaveLength(4)
  const outcomes = (
    await Promise.all(sendings.map((sending) => bench.outcomeWhileMining(sending)))
  ).map(included)
  expect(outcomes.map(({ nonce }) => nonce)).toEqual([...nonces.toReversed(), 3])
  expect(await bench.executed()).toEqual([1, 2, 3, 4])
})

test('knows after a restart what was included while it was away', async () => {
  bench = await SenderBench.start(noMining)
  const first = await bench.sender()
  first.send(bench.intent(1)).catch(() => undefined)
  // In flight it is before it is sent.
  const client = bench.anvil.client()
  await eventually(() => client.nonce(bench.account.address, 'pending')).toBe(1)
  await bench.endSender()
  await bench.anvil.mine(5)
  const second = await bench.sender()
  expect(included(await second.send(bench.intent(1))).nonce).toBe(0)
  expect(await bench.nonce()).toBe(1)
})

test('survives an L1 that hangs or is killed with transactions in flight', async () => {
  bench = await SenderBench.start({ args: ['--no-mining'], keepsState: true })
  await bench.anvil.mine(2)
  await bench.anvil.stateSaved()
  const sender = await bench.sender()
  const first = sender.send(bench.intent(1))
  await eventually(() => sender.inFlight()).toHaveLength(1)
  bench.anvil.freeze()
  const second = sender.send(bench.intent(2))
  await eventually(() => bench.kinds()).toContain('failed')
  bench.anvil.thaw()
  await eventually(() => bench.kinds()).toContain('back')
  await eventually(() => sender.inFlight()).toHaveLength(2)

  // The pool is not part of anvil's state: it is gone.
  await bench.anvil.kill()
  const failures = bench.kinds().filter((kind) => kind === 'failed').length
  const third = sender.send(bench.intent(3))
  await eventually(() => bench.kinds().filter((kind) => kind === 'failed').length).toBeGreaterThan(
    failures,
  )
  await bench.anvil.restart()
  const outcomes = await Promise.all(
    [first, second, third].map((sending) => bench.outcomeWhileMining(sending)),
  )
  expect(outcomes.map((outcome) => included(outcome).nonce)).toEqual([0, 1, 2])
  expect(await bench.executed()).toEqual([1, 2, 3])
})

test('waits for a signer that is away, and refuses one with another key', async () => {
  bench = await SenderBench.start()
  const right = signerFromKey(bench.account.privateKey)
  const wrong = signerFromKey(`0x${'77'.repeat(32)}`)
  let answers: (() => Promise<Hex>)[] = []
  const signerErrors = () =>
    bench.events.filter((event) => event.kind === 'failed' && event.error instanceof L1SignerError)
  const sender = await bench.sender({
    signer: {
      address: right.address,
      sign: (request) => {
        answers = [
          () => Promise.reject(new Error('no connection')),
          () => wrong.sign(request),
          () => right.sign({ ...request, value: 1n }),
          async () => '0x02ff',
          () => right.sign(request),
        ]
        const answer = answers[signerErrors().length]
        return (answer ?? (() => right.sign(request)))()
      },
    },
  })
  included(await sender.send(bench.intent(1)))
  expect(signerErrors()).toHaveLength(4)
  expect(await bench.nonce()).toBe(1)
})

test('ends when the journal fails, before anything is broadcast', async () => {
  bench = await SenderBench.start()
  const failure = new Error('disk full')
  const sender = await bench.sender({
    journal: {
      load: async () => [],
      save: () => Promise.reject(failure),
      remove: async () => undefined,
    },
  })
  await expect(sender.send(bench.intent(1))).rejects.toBe(failure)
  expect(await bench.end).toBe(failure)
  expect(await bench.nonce()).toBe(0)
  expect(await bench.anvil.client().nonce(bench.account.address, 'pending')).toBe(0)
})
