import { setTimeout as delay } from 'node:timers/promises'
import type { StateHash } from '@mvm/fraud-proof'
import {
  contractInterface,
  encodeResolveDispute,
  encodeWithdrawBonds,
  type L1CallRequest,
  type L1Client,
  type L1Intent,
} from '@mvm/l1'
import { type Address, asAddress, type Hex, type L1Contracts } from '@mvm/protocol'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { GameHall } from '../../src/disputing/GameHall.ts'

/** Between heads: several while a player that has failed waits. */
const BLOCK_MS = 50
const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const asserter = asAddress(`0x${'a5'.repeat(20)}`)
const other = asAddress(`0x${'b6'.repeat(20)}`)
const challenger = asAddress(`0x${'c4'.repeat(20)}`)
const disputeGame = asAddress(`0x${'d6'.repeat(20)}`)
const stateCommitmentChain = asAddress(`0x${'5c'.repeat(20)}`)

/** An L1 with one game, about which the asserter has said nothing, and a new head at each look. */
class OneGame {
  asserter = asserter
  isResolved = false
  isLive = true
  /** Wei that the account of this test can withdraw. */
  credit = 0
  /** Beyond every clock. */
  readonly deadline = 10 ** 9
  head = 10

  async block() {
    await delay(BLOCK_MS)
    return { number: this.head++, hash: word('bb'), timestamp: 1_000 }
  }

  async calls(requests: readonly L1CallRequest[]): Promise<Hex[]> {
    return requests.map(({ to, data }) => {
      const abi = contractInterface(to === disputeGame ? 'DisputeGame' : 'StateCommitmentChain')
      const name = abi.parseTransaction({ data: data as string })?.name ?? ''
      return abi.encodeFunctionResult(name, this.#answer(name)) as Hex
    })
  }

  #answer(method: string): unknown[] {
    switch (method) {
      case 'disputeCount':
        return [1]
      case 'dispute': {
        const roots = {
          agreedRoot: word('01'),
          claimedRoot: word('02'),
          challengerRoot: word('03'),
        }
        const numbers = { chainId: 7, stateBatchIndex: 1, blockNumber: 5, openedAt: 900, bond: 3 }
        const accounts = { challenger, asserter: this.asserter, defender: `0x${'00'.repeat(20)}` }
        const phase = this.isResolved ? 4 : 0
        const { isResolved } = this
        return [{ ...numbers, ...accounts, phase, isResolved, openedAtBlock: 9, ...roots }]
      }
      case 'segment': {
        const hashes = { startHash: word('07'), endHash: word('05'), cutsHash: word('00') }
        return [{ position: 0, round: 0, ...hashes }]
      }
      case 'deadline':
        return [this.deadline]
      case 'defenceOf':
        return [{ defender: `0x${'00'.repeat(20)}`, games: 1 }]
      case 'creditOf':
        return [this.credit]
      case 'isLive':
        return [this.isLive]
      case 'isWithdrawable':
        return [false]
      case 'windowEnd':
        return [2_000]
    }
    throw new Error(`nobody should ask for ${method}`)
  }
}

/** What it sends is done, as long as L1 has not been told otherwise. */
function hallOf(l1: OneGame, sent: L1Intent[], failures: number) {
  let asked = 0
  let opened = 0
  const end = new AbortController()
  const hall = new GameHall({
    client: l1 as unknown as L1Client,
    contracts: { disputeGame, stateCommitmentChain } as L1Contracts,
    sender: {
      address: asserter as Address,
      send: async (intent) => {
        sent.push(intent)
        if (intent.data === encodeWithdrawBonds()) l1.credit = 0
        else l1.isResolved = true
        return { status: 'included', nonce: 0, inclusion: {} as never }
      },
    },
    roleIn: (dispute) => (dispute.asserter === asserter ? 'asserter' : null),
    traceOf: async () => {
      if (asked++ < failures) throw new Error('the chain is still being read')
      opened++
      return {
        hashesAt: async (positions) => positions.map(() => word('07') as unknown as StateHash),
        proofAt: () => Promise.reject(new Error('nobody has come to a step')),
        close: async () => {
          opened--
        },
      }
    },
    logger: pino({ level: 'silent' }),
  })
  return { hall, end, asked: () => asked, opened: () => opened }
}

it('goes on trying to play a game whose trace is not to be had at first', async () => {
  const l1 = new OneGame()
  const sent: L1Intent[] = []
  const { hall, end, asked, opened } = hallOf(l1, sent, 4)
  const running = hall.run(end.signal)
  await expect.poll(() => sent.length, { timeout: 30_000 }).toBe(1)
  await expect.poll(() => [...hall.playing].length, { timeout: 10_000 }).toBe(0)
  end.abort()
  await running
  expect(asked()).toBe(5)
  expect(opened()).toBe(0)
  // With the bond, of which a third has to be left for gas.
  expect(sent[0]).toMatchObject({ to: disputeGame, value: 3n, leaves: 1n })
})

it('plays on when L1 takes the end of a game back', async () => {
  const l1 = new OneGame()
  const sent: L1Intent[] = []
  const { hall, end } = hallOf(l1, sent, 0)
  const running = hall.run(end.signal)
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1)
  await expect.poll(() => [...hall.playing].length, { timeout: 10_000 }).toBe(0)
  l1.isResolved = false
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(2)
  end.abort()
  await running
})

it('plays a game that a reorganisation has put under the number of somebody else’s', async () => {
  const l1 = new OneGame()
  l1.asserter = other
  const sent: L1Intent[] = []
  const { hall, end } = hallOf(l1, sent, 0)
  const running = hall.run(end.signal)
  const before = l1.head
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(before + 4)
  expect([...hall.playing]).toEqual([])
  l1.asserter = asserter
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1)
  end.abort()
  await running
})

it('leaves a dispute of somebody else’s alone once nothing can come in its place', async () => {
  const l1 = new OneGame()
  l1.asserter = other
  // 64 blocks after the opening.
  l1.head = 9 + 64
  const sent: L1Intent[] = []
  const { hall, end } = hallOf(l1, sent, 0)
  const running = hall.run(end.signal)
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(9 + 64 + 2)
  l1.asserter = asserter
  const before = l1.head
  await expect.poll(() => l1.head, { timeout: 10_000 }).toBeGreaterThan(before + 4)
  end.abort()
  await running
  expect(sent).toEqual([])
})

it('fetches what games have brought while it was away, and each time there is more', async () => {
  const l1 = new OneGame()
  l1.isResolved = true
  l1.credit = 6
  const sent: L1Intent[] = []
  const { hall, end } = hallOf(l1, sent, 0)
  const running = hall.run(end.signal)
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1)
  l1.credit = 6
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(2)
  end.abort()
  await running
  expect(sent.map(({ to, data }) => ({ to, data }))).toEqual(
    Array(2).fill({ to: disputeGame, data: encodeWithdrawBonds() }),
  )
  expect(sent[1]?.id).not.toBe(sent[0]?.id)
})

it('gives no bond for a game whose state batch fell, but ends it', async () => {
  const l1 = new OneGame()
  l1.isLive = false
  const sent: L1Intent[] = []
  const { hall, end } = hallOf(l1, sent, 0)
  const running = hall.run(end.signal)
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1)
  end.abort()
  await running
  expect(sent[0]).toMatchObject({ data: encodeResolveDispute(0), value: 0n })
})
