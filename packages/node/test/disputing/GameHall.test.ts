import { type Dispute, encodeResolveDispute, encodeWithdrawBonds, type L1Intent } from '@mvm/l1'
import { type Address, asAddress } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { asserter, gameContracts, ScriptedGames } from './ScriptedGames.ts'
import { included, startHall, traceSaying } from './startHall.ts'

const other = asAddress(`0x${'b6'.repeat(20)}`)

/** One game, which is over with the first that is sent, and an account that may withdraw. */
class OneGame extends ScriptedGames {
  asserter: Address = asserter
  isOver = false
  isLive = true
  /** Of the game while it is not over. */
  phase = 0
  logsAsked = 0
  readonly asked = new Set<string>()
  /** Wei that the account of this test can withdraw. */
  credit = 0
  readonly sent: L1Intent[] = []

  constructor() {
    // Several heads while a player that has failed waits.
    super(50)
  }

  readonly take = async (intent: L1Intent) => {
    this.sent.push(intent)
    if (intent.data === encodeWithdrawBonds()) this.credit = 0
    else this.isOver = true
    return included
  }

  override async logs() {
    this.logsAsked++
    return super.logs()
  }

  protected override isResolved() {
    return this.isOver
  }

  protected override dispute() {
    return { asserter: this.asserter, ...(this.isOver ? {} : { phase: this.phase }) }
  }

  protected override answer(...question: Parameters<ScriptedGames['answer']>): unknown {
    const [method] = question
    this.asked.add(method)
    if (method === 'creditOf') return this.credit
    if (method === 'isLive') return this.isLive
    return super.answer(...question)
  }
}

const roleIn = (dispute: Dispute) => (dispute.asserter === asserter ? 'asserter' : null)

it('goes on trying to play a game whose trace is not to be had at first', async () => {
  const l1 = new OneGame()
  let asked = 0
  let opened = 0
  const close = async () => {
    opened--
  }
  const traceOf = async () => {
    if (asked++ < 4) throw new Error('the chain is still being read')
    opened++
    return traceSaying({ close })
  }
  const { hall, stop } = startHall(l1, l1.take, { traceOf })
  await expect.poll(() => l1.sent.length, { timeout: 30_000 }).toBe(1)
  await expect.poll(() => [...hall.playing].length, { timeout: 10_000 }).toBe(0)
  await stop()
  expect(asked).toBe(5)
  expect(opened).toBe(0)
  // With the bond, of which a third has to be left for gas.
  expect(l1.sent[0]).toMatchObject({ to: gameContracts.disputeGame, value: 3n, leaves: 1n })
})

it('plays on when L1 takes the end of a game back', async () => {
  const l1 = new OneGame()
  const { hall, stop } = startHall(l1, l1.take, { roleIn })
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(1)
  await expect.poll(() => [...hall.playing].length, { timeout: 10_000 }).toBe(0)
  l1.isOver = false
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(2)
  await stop()
})

it('plays a game that a reorganisation has put under the number of somebody else’s', async () => {
  const l1 = new OneGame()
  l1.asserter = other
  const { hall, stop } = startHall(l1, l1.take, { roleIn })
  const before = l1.head
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(before + 4)
  expect([...hall.playing]).toEqual([])
  l1.asserter = asserter
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(1)
  await stop()
})

it('leaves a dispute of somebody else’s alone once nothing can come in its place', async () => {
  const l1 = new OneGame()
  l1.asserter = other
  // 64 blocks after the opening.
  l1.head = 9 + 64
  const { stop } = startHall(l1, l1.take, { roleIn })
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(9 + 64 + 2)
  l1.asserter = asserter
  const before = l1.head
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(before + 4)
  await stop()
  expect(l1.sent).toEqual([])
})

it('fetches what games have brought while it was away, and each time there is more', async () => {
  const l1 = new OneGame()
  l1.isOver = true
  l1.credit = 6
  const { stop } = startHall(l1, l1.take, { roleIn })
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(1)
  l1.credit = 6
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(2)
  await stop()
  expect(l1.sent.map(({ to, data }) => ({ to, data }))).toEqual(
    Array(2).fill({ to: gameContracts.disputeGame, data: encodeWithdrawBonds() }),
  )
  expect(l1.sent[1]?.id).not.toBe(l1.sent[0]?.id)
})

it('gives no bond for a game whose state batch fell, but ends it', async () => {
  const l1 = new OneGame()
  l1.isLive = false
  const { stop } = startHall(l1, l1.take, { roleIn })
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(1)
  await stop()
  expect(l1.sent[0]).toMatchObject({ data: encodeResolveDispute(0), value: 0n })
})

it('ends a game whose trace is not to be had', async () => {
  const l1 = new OneGame()
  l1.isLive = false
  const traceOf = () => Promise.reject(new Error('this node does not have the chain any more'))
  const { stop } = startHall(l1, l1.take, { traceOf })
  await expect.poll(() => l1.sent.length, { timeout: 10_000 }).toBe(1)
  await stop()
  expect(l1.sent[0]).toMatchObject({ data: encodeResolveDispute(0), value: 0n })
})

it('does not ask L1 for the states that it has posted while the challenger is to pick', async () => {
  const l1 = new OneGame()
  l1.phase = 1
  const { stop } = startHall(l1, l1.take)
  const before = l1.head
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(before + 6)
  await stop()
  expect(l1.asked).toContain('segment')
  expect(l1.logsAsked).toBe(0)
})
