import { setTimeout as delay } from 'node:timers/promises'
import type { StateHash } from '@mvm/fraud-proof'
import { contractInterface, type L1CallRequest, type L1Client, type L1Intent } from '@mvm/l1'
import { type Address, asAddress, type Hex, type L1Contracts } from '@mvm/protocol'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { GameHall } from '../../src/disputing/GameHall.ts'

/** Between heads: several while a player that has failed waits. */
const BLOCK_MS = 50
const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const asserter = asAddress(`0x${'a5'.repeat(20)}`)
const challenger = asAddress(`0x${'c4'.repeat(20)}`)
const disputeGame = asAddress(`0x${'d6'.repeat(20)}`)

/** An L1 with one game, about which the asserter has said nothing, and a new head at each look. */
class OneGame {
  isResolved = false
  /** Beyond every clock. */
  readonly deadline = 10 ** 9
  #head = 10

  async block() {
    await delay(BLOCK_MS)
    return { number: this.#head++, timestamp: 1_000 }
  }

  async calls(requests: readonly L1CallRequest[]): Promise<Hex[]> {
    return requests.map(({ data }) => {
      const call = contractInterface('DisputeGame').parseTransaction({ data: data as string })
      const result = this.#answer(call?.name ?? '')
      return contractInterface('DisputeGame').encodeFunctionResult(call?.name ?? '', result) as Hex
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
        const accounts = { challenger, asserter, defender: `0x${'00'.repeat(20)}` }
        const phase = this.isResolved ? 4 : 0
        const { isResolved } = this
        return [{ ...numbers, ...accounts, phase, isResolved, openedAtBlock: 9, ...roots }]
      }
      case 'segment': {
        const hashes = { startHash: word('04'), endHash: word('05'), cutsHash: word('00') }
        return [{ position: 0, round: 0, ...hashes }]
      }
      case 'segmentHash':
        return [word('06')]
      case 'deadline':
        return [this.deadline]
      case 'creditOf':
        return [0]
    }
    throw new Error(`nobody should ask for ${method}`)
  }
}

function hallOf(l1: OneGame, sent: L1Intent[], failures: number) {
  let asked = 0
  let opened = 0
  const end = new AbortController()
  const hall = new GameHall({
    client: l1 as unknown as L1Client,
    contracts: { disputeGame } as L1Contracts,
    sender: {
      address: asserter as Address,
      send: async (intent) => {
        sent.push(intent)
        l1.isResolved = true
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
