import { setTimeout as delay } from 'node:timers/promises'
import type { StateHash } from '@mvm/fraud-proof'
import { contractInterface, type L1CallRequest, type L1Client, type L1Intent } from '@mvm/l1'
import { type Address, asAddress, type Hex, type L1Contracts } from '@mvm/protocol'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { GameHall } from '../../src/disputing/GameHall.ts'

const BLOCK_MS = 50
const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const asserter = asAddress(`0x${'a5'.repeat(20)}`)
const challenger = asAddress(`0x${'c4'.repeat(20)}`)
const disputeGame = asAddress(`0x${'d6'.repeat(20)}`)
const stateCommitmentChain = asAddress(`0x${'5c'.repeat(20)}`)

/** An L1 with one game, and after a reorganisation the like of it about another block. */
class TwoForks {
  fork: 'old' | 'new' = 'old'
  /** Whether the asserter is to say something, or the challenger. */
  isOurTurn = false
  isResolved = false
  readonly #newRoot: Hex
  #head = 10

  /** @param newRoot on which the block of the new fork stands; on the old one that is 01 */
  constructor(newRoot: Hex) {
    this.#newRoot = newRoot
  }

  get startHash(): Hex {
    return this.fork === 'old' ? word('aa') : word('bb')
  }

  async block() {
    await delay(BLOCK_MS)
    const number = this.#head++
    return { number, hash: word(number.toString(16).padStart(2, '0')), timestamp: 1_000 }
  }

  async logs() {
    return []
  }

  async calls(requests: readonly L1CallRequest[]): Promise<Hex[]> {
    return requests.map(({ to, data }) => {
      const abi = contractInterface(to === disputeGame ? 'DisputeGame' : 'StateCommitmentChain')
      const name = abi.parseTransaction({ data: data as string })?.name ?? ''
      return abi.encodeFunctionResult(name, this.#answer(name)) as Hex
    })
  }

  #answer(method: string): unknown[] {
    const { startHash, isResolved } = this
    const nobody = `0x${'00'.repeat(20)}`
    switch (method) {
      case 'disputeCount':
        return [1]
      case 'dispute':
        return [
          {
            ...{ chainId: 7, stateBatchIndex: 1, blockNumber: 5, openedAt: 900, bond: 3 },
            ...{ challenger, asserter, defender: nobody, isResolved, openedAtBlock: 9 },
            phase: isResolved ? 4 : this.isOurTurn ? 0 : 1,
            agreedRoot: this.fork === 'old' ? word('01') : this.#newRoot,
            ...{ claimedRoot: word('02'), challengerRoot: word('03') },
          },
        ]
      case 'segment':
        return [{ position: 0, round: 0, startHash, endHash: word('05'), cutsHash: word('00') }]
      case 'segmentHash':
        return [startHash]
      case 'deadline':
        return [10 ** 9]
      case 'defenceOf':
        return [{ defender: nobody, games: 1 }]
      case 'creditOf':
        return [0]
      case 'isLive':
        return [true]
      case 'isWithdrawable':
        return [false]
      case 'windowEnd':
        return [2_000]
    }
    throw new Error(`nobody should ask for ${method}`)
  }
}

it.each([
  ['the same beginning in another batch', word('01')],
  ['another beginning under the same claim', word('11')],
])(
  'after a reorganisation to %s a game is played by the trace of the new block',
  async (_, root) => {
    const l1 = new TwoForks(root)
    const sent: L1Intent[] = []
    const opened: string[] = []
    const end = new AbortController()
    const hall = new GameHall({
      client: l1 as unknown as L1Client,
      contracts: { disputeGame, stateCommitmentChain } as L1Contracts,
      sender: {
        address: asserter as Address,
        send: async (intent) => {
          sent.push(intent)
          l1.isResolved = true
          return { status: 'included', nonce: 0, inclusion: {} as never }
        },
      },
      roleIn: () => 'asserter',
      traceOf: async () => {
        const { fork, startHash } = l1
        opened.push(fork)
        return {
          hashesAt: async (positions) =>
            positions.map((at) => (at === 0 ? startHash : word('cc')) as unknown as StateHash),
          proofAt: () => Promise.reject(new Error('nobody has come to a step')),
          close: async () => undefined,
        }
      },
      logger: pino({ level: 'silent' }),
    })
    const running = hall.run(end.signal)
    await expect.poll(() => opened, { timeout: 10_000 }).toEqual(['old'])
    l1.fork = 'new'
    l1.isOurTurn = true
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1)
    end.abort()
    await running
    expect(opened).toEqual(['old', 'new'])
  },
)
