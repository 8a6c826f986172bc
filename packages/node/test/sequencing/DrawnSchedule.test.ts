import { setTimeout as delay } from 'node:timers/promises'
import { L1Client, readEpochClock } from '@mvm/l1'
import type { Address, TransactionBatch } from '@mvm/protocol'
import type { L1View, L1ViewPort } from '@mvm/sequencer'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { DrawnSchedule } from '../../src/sequencing/DrawnSchedule.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

let network: TestNetwork
const ending = new AbortController()

beforeAll(async () => {
  network = await TestNetwork.start({ sequencerCount: 3, parameters: { epochLength: 10 } })
})

afterAll(async () => {
  ending.abort()
  await network?.stop()
})

/** L1 heads that the test sets, with the DAC's batches. */
class SetViews implements L1ViewPort {
  #view: L1View
  #onNext = Promise.withResolvers<L1View>()

  constructor(headNumber: number) {
    this.#view = viewAt(headNumber, [])
  }

  async view(): Promise<L1View> {
    return this.#view
  }

  next(than: L1View, signal: AbortSignal): Promise<L1View> {
    if (than !== this.#view) return Promise.resolve(this.#view)
    signal.addEventListener('abort', () => this.#onNext.reject(signal.reason), { once: true })
    return this.#onNext.promise
  }

  set(headNumber: number, batches: readonly Partial<TransactionBatch>[] = []): void {
    this.#view = viewAt(headNumber, batches)
    this.#onNext.resolve(this.#view)
    this.#onNext = Promise.withResolvers()
  }
}

function viewAt(number: number, batches: readonly Partial<TransactionBatch>[]): L1View {
  return { head: { number }, batches } as unknown as L1View
}

test('the committee of an epoch is what the pool draws, for every node the same', async () => {
  const { contracts, dac } = network
  const { deploymentBlock } = contracts
  const source = { client: new L1Client({ urls: [network.l1.url] }), contracts }
  const clock = await readEpochClock(source)
  const head = () => network.l1.blockNumber()
  const accounts = devnetAccounts().sequencers.map(({ address }) => address)
  const views = new SetViews(await head())
  const scheduleOf = (self: Address) => {
    const schedule = new DrawnSchedule({
      ...{ chainId: dac.chainId, self, clock, source, views, logger: pino({ level: 'silent' }) },
      createdAtL1Block: deploymentBlock,
      settlingBlocks: 2,
      maxOriginAge: 200,
    })
    void schedule.run(ending.signal)
    return schedule
  }
  const schedules = accounts.map(scheduleOf)
  const [first] = schedules as [DrawnSchedule]

  // All three allocated in epoch 0 or 1: nobody is eligible yet, and all who have allocated lead and may post.
  const opening = first.epochAt(await head())
  await waitFor('the committee before anybody is eligible', async () => {
    views.set(await head())
    return schedules.every((schedule) => schedule.committee(opening) !== undefined)
  })
  const [all] = schedules.map((schedule) => schedule.committee(opening)) as [Address[]]
  expect([...all].sort()).toEqual([...accounts].sort())
  for (const schedule of schedules) expect(schedule.committee(opening)).toEqual(all)
  const startOfOpening = clock.deploymentBlock + opening * clock.epochLength
  expect(schedules.map((schedule) => schedule.mayPost(startOfOpening))).toEqual([true, true, true])

  // Four epochs on, all are drawn from.
  const epoch = opening + 4
  expect(first.committee(epoch)).toBeUndefined()
  await network.l1.call('anvil_mine', `0x${(4 * clock.epochLength).toString(16)}`)
  await waitFor('the draw', async () => {
    views.set(await head())
    return schedules.every((schedule) => schedule.committee(epoch) !== undefined)
  })
  const [committee] = schedules.map((schedule) => schedule.committee(epoch)) as [Address[]]
  expect([...committee].sort()).toEqual([...accounts].sort())
  for (const schedule of schedules) expect(schedule.committee(epoch)).toEqual(committee)

  // An epoch's committee leads from two blocks after its start, but may post from the start on.
  const start = clock.deploymentBlock + epoch * clock.epochLength
  expect([start, start + 1, start + 2].map((number) => first.epochAt(number))).toEqual([
    epoch - 1,
    epoch - 1,
    epoch,
  ])
  const byPlace = committee.map((account) => schedules[accounts.indexOf(account)] as DrawnSchedule)
  const mayPost = (l1BlockNumber: number) =>
    byPlace.map((schedule) => schedule.mayPost(l1BlockNumber - 1))
  const { takeoverBlocks } = clock
  expect(mayPost(start)).toEqual([true, false, false])
  expect(mayPost(start + takeoverBlocks)).toEqual([true, true, false])
  // A batch starts the takeover times anew, unless it was forced.
  views.set(start + 3, [
    { isForced: false, l1BlockNumber: start + 2 },
    { isForced: true, l1BlockNumber: start + 3 },
  ])
  await delay(100)
  expect(mayPost(start + takeoverBlocks)).toEqual([true, false, false])
  expect(mayPost(start + 2 + takeoverBlocks)).toEqual([true, true, false])
}, 60_000)
