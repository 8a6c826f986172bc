import { expect } from 'vitest'
import type { L1TransactionOutcome, L1TransactionSender } from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { SenderBench } from './SenderBench.ts'

const GWEI = 10n ** 9n

/**
 * Lets everything happen to a sender that can, in an order that the seed decides, then lets L1 come to rest and checks
 * that each intent was executed once or, if it was taken back or lost its nonce, not more than once.
 */
export async function senderChaos(seed: number, steps: number): Promise<void> {
  const random = mulberry32(seed)
  const choose = (count: number) => Math.floor(random() * count)
  const bench = await SenderBench.start({ args: ['--no-mining'] })
  try {
    // Intents are sent again after restarts however long ago they were settled, so none may be forgotten.
    const options = { bumpAfterBlocks: 2, maxInFlight: 5, retainBlocks: 1_000_000 }
    let sender = await bench.sender(options)
    let snapshot: unknown = null
    const happened = { reorganisations: 0, restarts: 0 }
    let count = 0
    const cancelled = new Set<number>()
    await bench.anvil.mine(2)
    const sendAnother = async () => send(bench, sender, count++)
    const mineSome = () => bench.anvil.mine(1 + choose(3))
    const restart = async () => {
      if (sender.inFlight().length > 0) happened.restarts++
      sender = await bench.sender(options)
      for (let number = 0; number < count; number++) send(bench, sender, number)
    }
    const fork = async () => {
      if (snapshot === null) {
        snapshot = await bench.anvil.rpc('evm_snapshot')
        return
      }
      const before = await bench.anvil.client().block('latest')
      await bench.anvil.rpc('evm_revert', [snapshot])
      if (choose(2) === 0) await bench.anvil.rpc('anvil_dropAllTransactions')
      await bench.anvil.mineOther(1 + choose(5))
      const same = await bench.anvil.client().block(before?.number ?? 0)
      if (same?.hash !== before?.hash) happened.reorganisations++
      snapshot = null
    }
    const freeze = async () => {
      // Only a sender with something to do notices.
      if (sender.inFlight().length === 0) return
      bench.anvil.freeze()
      const events = bench.events.length
      await eventually(() => bench.events.length).toBeGreaterThan(events)
      bench.anvil.thaw()
    }
    const cancel = async () => {
      const number = choose(Math.max(1, count))
      cancelled.add(number)
      sender.cancel(`intent ${number}`)
    }
    const actions: readonly (readonly [weight: number, act: () => Promise<unknown>])[] = [
      [8, sendAnother],
      [4, mineSome],
      [6, fork],
      [4, restart],
      [2, () => bench.anvil.rpc('anvil_dropAllTransactions')],
      [2, () => bench.setBaseFee(BigInt(1 + choose(60)) * GWEI)],
      [1, cancel],
      [1, freeze],
    ]
    const bag = actions.flatMap(([weight, act]) => Array.from({ length: weight }, () => act))
    for (let step = 0; step < steps; step++) {
      await (bag[choose(bag.length)] as () => Promise<unknown>)()
      // Long enough, at times, for the sender to see the state between two actions.
      if (choose(2) === 0) await new Promise((resolve) => setTimeout(resolve, choose(60)))
    }

    const outcomes = new Map<number, L1TransactionOutcome>()
    for (let number = 0; number < count; number++) {
      if (cancelled.has(number) && !bench.journal.entries.has(`intent ${number}`)) continue
      sender.send(bench.intent(number)).then(
        (outcome) => outcomes.set(number, outcome),
        () => undefined,
      )
    }
    const expected = Array.from({ length: count }, (_, i) => i).filter(
      (number) => !cancelled.has(number) || bench.journal.entries.has(`intent ${number}`),
    )
    await expect
      .poll(
        async () => {
          await bench.anvil.mine()
          return outcomes.size === expected.length && sender.inFlight().length === 0
        },
        { timeout: 60_000, interval: 30 },
      )
      .toBe(true)
    // Outcomes of before the last reorganisation may be void: ask once more, at rest.
    for (const number of expected) outcomes.set(number, await sender.send(bench.intent(number)))

    const executed = await bench.executed()
    expect(new Set(executed).size, 'each at most once').toBe(executed.length)
    for (const [number, { status }] of outcomes) {
      expect(executed.includes(number), `intent ${number} is ${status}`).toBe(status === 'included')
      if (!cancelled.has(number)) expect(status, `intent ${number}`).toBe('included')
    }
    const records = await bench.journal.load()
    const nonces = records.map(({ nonce }) => nonce)
    expect(new Set(nonces).size).toBe(nonces.length)
    // What did not happen was not tested.
    expect(happened.reorganisations).toBeGreaterThan(0)
    expect(happened.restarts).toBeGreaterThan(0)
    expect(bench.kinds()).toContain('vanished')
  } finally {
    bench.anvil.thaw()
    await bench.stop()
  }
}

function send(bench: SenderBench, sender: L1TransactionSender, number: number): void {
  // What it becomes is asked for at the end; a restart rejects it meanwhile.
  sender.send(bench.intent(number)).catch(() => undefined)
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
