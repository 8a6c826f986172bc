import { expect } from 'vitest'
import type { L1TransactionOutcome, L1TransactionSender } from '../../src/index.ts'
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
    const options = { bumpAfterBlocks: 2, maxInFlight: 5 }
    let sender = await bench.sender(options)
    let snapshot: unknown = null
    let reorganisations = 0
    let count = 0
    const cancelled = new Set<number>()
    await bench.anvil.mine(2)
    const actions: readonly (() => Promise<unknown>)[] = [
      async () => send(bench, sender, count++),
      async () => send(bench, sender, count++),
      () => bench.anvil.mine(1 + choose(3)),
      () => bench.anvil.mine(1),
      () => bench.anvil.rpc('anvil_dropAllTransactions'),
      () => bench.setBaseFee(BigInt(1 + choose(60)) * GWEI),
      async () => {
        snapshot = await bench.anvil.rpc('evm_snapshot')
      },
      async () => {
        if (snapshot === null) return
        const before = await bench.anvil.client().block('latest')
        await bench.anvil.rpc('evm_revert', [snapshot])
        if (choose(2) === 0) await bench.anvil.rpc('anvil_dropAllTransactions')
        await bench.anvil.mineOther(1 + choose(5))
        const same = await bench.anvil.client().block(before?.number ?? 0)
        if (same?.hash !== before?.hash) reorganisations++
        snapshot = null
      },
      async () => {
        sender = await bench.sender(options)
        for (let number = 0; number < count; number++) send(bench, sender, number)
      },
      async () => {
        const number = choose(Math.max(1, count))
        cancelled.add(number)
        sender.cancel(`intent ${number}`)
      },
      async () => {
        bench.anvil.freeze()
        const failures = bench.events.length
        await expect.poll(() => bench.events.length, { timeout: 5000 }).toBeGreaterThan(failures)
        bench.anvil.thaw()
      },
    ]
    for (let step = 0; step < steps; step++) {
      // Freezing costs a time-out, so it happens seldom; and only a sender with work to do notices.
      const isFreezing = choose(25) === 0 && sender.inFlight().length > 0
      const last = actions.length - 1
      await (actions[isFreezing ? last : choose(last)] as () => Promise<unknown>)()
      await new Promise((resolve) => setTimeout(resolve, choose(40)))
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
    if (steps > 100) expect(reorganisations).toBeGreaterThan(0)
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
