import { setTimeout as delay } from 'node:timers/promises'
import type { StateHash } from '@mvm/fraud-proof'
import {
  contractInterface,
  type L1CallRequest,
  type L1Client,
  type L1Intent,
  type L1TransactionOutcome,
} from '@mvm/l1'
import { type Address, asAddress, type Hex, type L1Contracts } from '@mvm/protocol'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { GameHall } from '../../src/disputing/GameHall.ts'

const BLOCK_MS = 20
const BOND = 3n
const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const nobody = `0x${'00'.repeat(20)}`
const asserter = asAddress(`0x${'a5'.repeat(20)}`)
const delegate = asAddress(`0x${'de'.repeat(20)}`)
const challenger = asAddress(`0x${'c4'.repeat(20)}`)
const disputeGame = asAddress(`0x${'d6'.repeat(20)}`)
const stateCommitmentChain = asAddress(`0x${'5c'.repeat(20)}`)

/** An L1 with some games about which the asserter has said nothing: each is over with its first cut. */
class FreshGames {
  readonly cut = new Set<number>()
  poster: string = nobody
  readonly #count: number
  #head = 10

  constructor(count: number) {
    this.#count = count
  }

  async block() {
    await delay(BLOCK_MS)
    return { number: this.#head++, hash: word('bb'), timestamp: 1_000 }
  }

  async calls(requests: readonly L1CallRequest[]): Promise<Hex[]> {
    return requests.map(({ to, data }) => {
      const abi = contractInterface(to === disputeGame ? 'DisputeGame' : 'StateCommitmentChain')
      const call = abi.parseTransaction({ data: data as string })
      if (call === null) throw new Error('an unknown call')
      const result = this.#answer(call.name, Number([...call.args][0]))
      return abi.encodeFunctionResult(call.name, result) as Hex
    })
  }

  /** What L1 makes of a cut. */
  take(disputeId: number, value: bigint, sender: Address): boolean {
    if (value !== (this.poster === nobody ? BOND : 0n)) return false
    if (value > 0n) this.poster = sender
    this.cut.add(disputeId)
    return true
  }

  #answer(method: string, disputeId: number): unknown[] {
    const isResolved = this.cut.has(disputeId)
    switch (method) {
      case 'disputeCount':
        return [this.#count]
      case 'dispute': {
        const roots = {
          agreedRoot: word('01'),
          claimedRoot: word('02'),
          challengerRoot: word('03'),
        }
        const numbers = { chainId: 7, stateBatchIndex: 1, openedAt: 900, openedAtBlock: 9 }
        const blockNumber = 5 + disputeId
        const accounts = { challenger, asserter, defender: isResolved ? asserter : nobody }
        const phase = isResolved ? 4 : 0
        return [{ ...numbers, blockNumber, bond: BOND, ...accounts, phase, isResolved, ...roots }]
      }
      case 'segment': {
        const hashes = { startHash: word('07'), endHash: word('05'), cutsHash: word('00') }
        return [{ position: 0, round: 0, ...hashes }]
      }
      case 'deadline':
        return [10 ** 9]
      case 'defenceOf':
        return [{ defender: this.poster, games: this.#count }]
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

type Send = (
  intent: L1Intent,
  options?: { readonly signal?: AbortSignal },
) => Promise<L1TransactionOutcome>

async function play(l1: FreshGames, count: number, send: Send): Promise<void> {
  const end = new AbortController()
  const hall = new GameHall({
    client: l1 as unknown as L1Client,
    contracts: { disputeGame, stateCommitmentChain } as L1Contracts,
    sender: { address: asserter, send },
    roleIn: () => 'asserter',
    traceOf: async () => ({
      hashesAt: async (positions) => positions.map(() => word('07') as unknown as StateHash),
      proofAt: () => Promise.reject(new Error('nobody has come to a step')),
      close: async () => undefined,
    }),
    logger: pino({ level: 'silent' }),
  })
  const running = hall.run(end.signal)
  await expect.poll(() => l1.cut.size, { timeout: 20_000 }).toBe(count)
  end.abort()
  await running
}

function disputeIdOf({ data }: L1Intent): number {
  return Number(contractInterface('DisputeGame').parseTransaction({ data })?.args[0])
}

const included: L1TransactionOutcome = { status: 'included', nonce: 0, inclusion: {} as never }

it('brings one bond for several games that begin at the same time', async () => {
  const l1 = new FreshGames(4)
  const values: bigint[] = []
  await play(l1, 4, async (intent) => {
    const { value = 0n } = intent
    values.push(value)
    await delay(3 * BLOCK_MS)
    if (!l1.take(disputeIdOf(intent), value, asserter)) throw new Error('a bond too many or none')
    return included
  })
  expect(values).toEqual([BOND, 0n, 0n, 0n])
})

it('goes on without a bond when another account brings it while its own has no money', async () => {
  const l1 = new FreshGames(2)
  const withdrawn: number[] = []
  await play(l1, 2, async (intent, { signal } = {}) => {
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
  })
  expect(withdrawn).toEqual([0])
})
