import { cutPositions, type StateHash } from '@mvm/fraud-proof'
import {
  contractInterface,
  type L1BlockReference,
  type L1CallRequest,
  type L1Intent,
  readDispute,
} from '@mvm/l1'
import { type Hex, hashWords, type L1BlockHash } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { BondTurns } from '../../src/disputing/BondTurns.ts'
import { GamePlayer } from '../../src/disputing/GamePlayer.ts'
import { asserter, gameContracts, ScriptedGames, word } from './ScriptedGames.ts'
import { included } from './startHall.ts'

const atPosition = (position: number) => `0x${position.toString(16).padStart(64, '0')}` as StateHash

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
class TwoEndpoints extends ScriptedGames {
  isOver = false
  #blocks = 0
  #calls = 0

  constructor() {
    super(10)
  }

  override async block() {
    const behind = this.#blocks++ % 2
    return { ...(await super.block()), number: 10 + behind, hash: heads[behind] as Hex }
  }

  override calls(requests: readonly L1CallRequest[], at: L1BlockReference) {
    const head = typeof at === 'object' ? at : { hash: heads[this.#calls++ % 2] as L1BlockHash }
    return super.calls(requests, head)
  }

  protected override isResolved() {
    return this.isOver
  }

  protected override dispute() {
    return { defender: asserter }
  }

  protected override segment(at: L1BlockReference) {
    const head = typeof at === 'object' ? heads.indexOf(at.hash) : -1
    return segments[head] as (typeof segments)[number]
  }
}

it('names in each cut the segment that it cuts, also when L1 answers from different heads', async () => {
  const l1 = new TwoEndpoints()
  const { client } = l1
  const contracts = gameContracts
  const sent: L1Intent[] = []
  const player = new GamePlayer({
    ...{ client, contracts, role: 'asserter' },
    dispute: await readDispute({ client, contracts }, 0),
    sender: {
      address: asserter,
      send: async (intent) => {
        sent.push(intent)
        l1.isOver = sent.length === 6
        return included
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
