import { setTimeout as delay } from 'node:timers/promises'
import { contractInterface, type L1Intent } from '@mvm/l1'
import { type Address, asAddress } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { asserter, nobody, ScriptedGames } from './ScriptedGames.ts'
import { included, startHall } from './startHall.ts'

const BLOCK_MS = 20
const BOND = 3n
const delegate = asAddress(`0x${'de'.repeat(20)}`)

/** Some games about which the asserter has said nothing: each is over with its first cut. */
class FreshGames extends ScriptedGames {
  readonly cut = new Set<number>()
  /** Ended by others, without a word of the asserter's. */
  readonly ended = new Set<number>()
  poster: Address = nobody
  /** Whether L1 has taken all of them back. */
  isGone = false
  /** L1's time; the clocks begin to run at 900 and end at 1100. */
  now = 950
  readonly #count: number

  constructor(count: number) {
    super(BLOCK_MS)
    this.#count = count
  }

  /** What L1 makes of a cut. */
  take(disputeId: number, value: bigint, sender: Address): boolean {
    if (value !== (this.poster === nobody ? BOND : 0n)) return false
    if (value > 0n) this.poster = sender
    this.cut.add(disputeId)
    return true
  }

  override async block() {
    return { ...(await super.block()), timestamp: this.now }
  }

  protected override isResolved(disputeId: number) {
    return this.cut.has(disputeId) || this.ended.has(disputeId)
  }

  protected override dispute(disputeId: number) {
    const defender = this.cut.has(disputeId) ? asserter : nobody
    return { blockNumber: 5 + disputeId, bond: BOND, defender }
  }

  protected override answer(...question: Parameters<ScriptedGames['answer']>): unknown {
    const [method] = question
    if (method === 'disputeCount') return this.#count
    if (method === 'dispute' && this.isGone) throw new Error('L1 knows of no such dispute')
    if (method === 'deadline') return 1_100
    if (method === 'defenceOf') return { defender: this.poster, games: this.#count }
    return super.answer(...question)
  }
}

async function play(l1: FreshGames, send: Parameters<typeof startHall>[1], count: number) {
  const { stop } = startHall(l1, send)
  await expect.poll(() => l1.cut.size, { timeout: 20_000 }).toBe(count)
  await stop()
}

/** What becomes of a move for which there is no money. */
function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
  })
}

function disputeIdOf({ data }: L1Intent): number {
  return Number(contractInterface('DisputeGame').parseTransaction({ data })?.args[0])
}

it('brings one bond for several games that begin at the same time', async () => {
  const l1 = new FreshGames(4)
  const values: bigint[] = []
  await play(
    l1,
    async (intent) => {
      const { value = 0n } = intent
      values.push(value)
      await delay(3 * BLOCK_MS)
      if (!l1.take(disputeIdOf(intent), value, asserter)) throw new Error('a bond too many or none')
      return included
    },
    4,
  )
  expect(values).toEqual([BOND, 0n, 0n, 0n])
})

it.each([
  [
    'another account brings it while its own has no money',
    (l1: FreshGames) => {
      l1.poster = delegate
    },
  ],
  [
    'an own move that was on its way already brings it',
    // Sent before a restart, or again after a reorganisation: it has all the money that there was.
    (l1: FreshGames, disputeId: number) => {
      l1.take(1 - disputeId, BOND, asserter)
    },
  ],
])('goes on without a bond when %s', async (_, bring) => {
  const l1 = new FreshGames(2)
  let withdrawnCount = 0
  await play(
    l1,
    async (intent, { signal } = {}) => {
      const { value = 0n } = intent
      const disputeId = disputeIdOf(intent)
      if (value > 0n) {
        bring(l1, disputeId)
        // As long as nobody pays.
        await untilAborted(signal).finally(() => withdrawnCount++)
      }
      if (!l1.take(disputeId, value, asserter)) throw new Error('a bond too many or none')
      return included
    },
    2,
  )
  expect(withdrawnCount).toBe(1)
})

it('waits no longer for money once the game has been ended by others', async () => {
  const l1 = new FreshGames(2)
  const asked: number[] = []
  const { hall, stop } = startHall(l1, async (intent, { signal } = {}) => {
    asked.push(disputeIdOf(intent))
    return untilAborted(signal)
  })
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBe(1)
  const [first = 0] = asked
  l1.ended.add(first)
  // The other one has its turn.
  await expect.poll(() => asked, { timeout: 10_000 }).toEqual([first, 1 - first])
  await expect.poll(() => [...hall.playing], { timeout: 10_000 }).toEqual([1 - first])
  await stop()
})

it('waits no longer for money once L1 has taken the game back', async () => {
  const l1 = new FreshGames(1)
  let withdrawn = 0
  const { stop } = startHall(l1, async (_, { signal } = {}) => {
    l1.isGone = true
    return untilAborted(signal).finally(() => withdrawn++)
  })
  await expect.poll(() => withdrawn, { timeout: 10_000 }).toBe(1)
  await stop()
})

it('lets no game wait for the moves of others when the bond is there', async () => {
  const l1 = new FreshGames(5)
  let underWay = 0
  let most = 0
  await play(
    l1,
    async (intent) => {
      most = Math.max(most, ++underWay)
      await delay(5 * BLOCK_MS)
      underWay--
      if (!l1.take(disputeIdOf(intent), intent.value ?? 0n, asserter)) {
        throw new Error('a bond too many or none')
      }
      return included
    },
    5,
  )
  expect(most).toBe(4)
})

it('keeps a third of the bond back for gas, but gives it when half of its clock has run out', async () => {
  const l1 = new FreshGames(1)
  const asked: unknown[] = []
  await play(
    l1,
    async (intent, { signal } = {}) => {
      const { value = 0n, leaves = 0n } = intent
      asked.push({ value, leaves })
      if (leaves > 0n) {
        l1.now = 1_000
        return untilAborted(signal)
      }
      l1.take(disputeIdOf(intent), value, asserter)
      return included
    },
    1,
  )
  expect(asked).toEqual([
    { value: BOND, leaves: BOND / 3n },
    { value: BOND, leaves: 0n },
  ])
})
