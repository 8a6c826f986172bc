import { setTimeout as delay } from 'node:timers/promises'
import { cutPositions, type StateHash } from '@mvm/fraud-proof'
import {
  contractInterface,
  type L1BlockReference,
  type L1CallRequest,
  type L1Client,
  type L1Intent,
  readDispute,
} from '@mvm/l1'
import { asAddress, type Hex, hashWords, type L1Contracts } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { BondTurns } from '../../src/disputing/BondTurns.ts'
import { GamePlayer } from '../../src/disputing/GamePlayer.ts'

const word = (byte: string) => `0x${byte.repeat(32)}` as Hex
const atPosition = (position: number) => `0x${position.toString(16).padStart(64, '0')}` as StateHash
const asserter = asAddress(`0x${'a5'.repeat(20)}`)
const disputeGame = asAddress(`0x${'d6'.repeat(20)}`)
const stateCommitmentChain = asAddress(`0x${'5c'.repeat(20)}`)

/** Where a game stands at each of two heads; the asserter is to cut at both. */
const segments = [
  { position: 0, round: 0, startHash: atPosition(0), endHash: word('05'), cutsHash: word('00') },
  {
    position: 2 ** 32,
    round: 1,
    startHash: atPosition(2 ** 32),
    endHash: word('15'),
    cutsHash: word('00'),
  },
] as const
const heads = [word('b0'), word('b1')]

/** An L1 behind a load balancer, one of whose two endpoints is a block behind: they take turns in answering. */
class TwoEndpoints {
  isResolved = false
  #blocks = 0
  #calls = 0

  async block() {
    await delay(10)
    const behind = this.#blocks++ % 2
    return { number: 10 + behind, hash: heads[behind], timestamp: 1_000 }
  }

  async calls(requests: readonly L1CallRequest[], at: L1BlockReference): Promise<Hex[]> {
    return requests.map(({ to, data }) => {
      const abi = contractInterface(to === disputeGame ? 'DisputeGame' : 'StateCommitmentChain')
      const method = abi.parseTransaction({ data: data as string })?.name ?? ''
      const head = typeof at === 'object' ? heads.indexOf(at.hash) : this.#calls++ % 2
      return abi.encodeFunctionResult(method, [this.#answer(method, head)]) as Hex
    })
  }

  #answer(method: string, head: number): unknown {
    const segment = segments[head] as (typeof segments)[number]
    switch (method) {
      case 'dispute':
        return {
          ...{ chainId: 7, stateBatchIndex: 1, blockNumber: 5, openedAt: 900, openedAtBlock: 9 },
          ...{ challenger: `0x${'c4'.repeat(20)}`, asserter, defender: asserter, bond: 3 },
          ...{ phase: this.isResolved ? 4 : 0, isResolved: this.isResolved },
          ...{ agreedRoot: word('01'), claimedRoot: word('02'), challengerRoot: word('03') },
        }
      case 'segment':
        return segment
      case 'segmentHash':
        return hashWords(segment.round, segment.position, segment.startHash, segment.endHash)
      case 'deadline':
        return 10 ** 9
      case 'isLive':
        return true
      case 'isWithdrawable':
        return false
      case 'windowEnd':
        return 2_000
    }
    throw new Error(`nobody should ask for ${method}`)
  }
}

it('names in each cut the segment that it cuts, also when L1 answers from different heads', async () => {
  const l1 = new TwoEndpoints()
  const client = l1 as unknown as L1Client
  const contracts = { disputeGame, stateCommitmentChain } as L1Contracts
  const sent: L1Intent[] = []
  const player = new GamePlayer({
    ...{ client, contracts, role: 'asserter' },
    dispute: await readDispute({ client, contracts }, 0),
    sender: {
      address: asserter,
      send: async (intent) => {
        sent.push(intent)
        l1.isResolved = sent.length === 6
        return { status: 'included', nonce: 0, inclusion: {} as never }
      },
    },
    trace: {
      hashesAt: async (positions) => positions.map(atPosition),
      proofAt: () => Promise.reject(new Error('nobody has come to a step')),
    },
    bonds: new BondTurns(),
    logger: { info: () => undefined, warn: () => undefined },
  })
  await player.play(new AbortController().signal)
  const said = sent.map(({ data }) => {
    const [, named, cuts] =
      contractInterface('DisputeGame').parseTransaction({ data: data as string })?.args ?? []
    return { named, first: cuts[0] }
  })
  const right = segments.map(({ round, position, startHash, endHash }) => ({
    named: hashWords(round, position, startHash, endHash),
    first: atPosition(cutPositions(position, round)[0] as number),
  }))
  for (const move of said) expect(right).toContainEqual(move)
})
