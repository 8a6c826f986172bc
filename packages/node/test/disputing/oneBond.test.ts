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
  poster: Address = nobody
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

  protected override isResolved(disputeId: number) {
    return this.cut.has(disputeId)
  }

  protected override dispute(disputeId: number) {
    const defender = this.cut.has(disputeId) ? asserter : nobody
    return { blockNumber: 5 + disputeId, bond: BOND, defender }
  }

  protected override answer(...question: Parameters<ScriptedGames['answer']>): unknown {
    const [method] = question
    if (method === 'disputeCount') return this.#count
    if (method === 'defenceOf') return { defender: this.poster, games: this.#count }
    return super.answer(...question)
  }
}

async function play(l1: FreshGames, send: Parameters<typeof startHall>[1], count: number) {
  const { stop } = startHall(l1, send)
  await expect.poll(() => l1.cut.size, { timeout: 20_000 }).toBe(count)
  await stop()
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

it('goes on without a bond when another account brings it while its own has no money', async () => {
  const l1 = new FreshGames(2)
  const withdrawn: number[] = []
  await play(
    l1,
    async (intent, { signal } = {}) => {
      const { value = 0n } = intent
      const disputeId = disputeIdOf(intent)
      if (value > 0n) {
        // As long as nobody pays.
        l1.poster = delegate
        await new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        }).finally(() => withdrawn.push(disputeId))
      }
      if (!l1.take(disputeId, value, asserter)) throw new Error('a bond too many or none')
      return included
    },
    2,
  )
  expect(withdrawn).toEqual([0])
})
