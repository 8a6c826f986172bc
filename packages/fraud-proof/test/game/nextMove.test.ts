import { asHash } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import {
  type Game,
  type Move,
  nextMove,
  ROUNDS,
  type Role,
  type StateHash,
  type TraceOracle,
} from '../../src/index.ts'

const roles = ['asserter', 'challenger', 'bystander'] as const
const word = (n: number) => asHash<StateHash>(`0x${n.toString(16).padStart(64, '0')}`)

const DEADLINE = 1_000

/** A trace in which every state has its position for a hash. */
const trace: TraceOracle = {
  hashesAt: async (positions) => positions.map(word),
  proofAt: async (position) => ({
    ...{ preHash: word(position), postHash: word(position + 1) },
    ...{ moduleId: 3, tape: Uint8Array.of(position) },
  }),
}

function game(phase: Game['phase'], more: Partial<Game> = {}): Game {
  const round = phase === 'step' ? ROUNDS : ROUNDS - 1
  return {
    ...{ phase, isResolved: false, isResolvable: false, deadline: DEADLINE },
    ...{ position: 8, round, startHash: word(8), endHash: word(99) },
    cuts: phase === 'selection' ? [9, 90, 91].map(word) : [],
    ...more,
  }
}

async function moves(position: Game, now: number): Promise<Record<Role, Move['kind']>> {
  const kinds = await Promise.all(
    roles.map(async (role) => [role, (await nextMove(position, role, trace, now)).kind]),
  )
  return Object.fromEntries(kinds)
}

describe('as long as the clock runs', () => {
  it('only the side that is to move moves', async () => {
    expect(await moves(game('bisection'), DEADLINE)).toEqual({
      ...{ asserter: 'cut', challenger: 'wait', bystander: 'wait' },
    })
    expect(await moves(game('selection'), DEADLINE)).toEqual({
      ...{ asserter: 'wait', challenger: 'pick', bystander: 'wait' },
    })
  })

  it('the first part whose end is not the trace’s is picked', async () => {
    const pick = await nextMove(game('selection'), 'challenger', trace, DEADLINE)
    expect(pick).toEqual({ kind: 'pick', part: 1, stateHashes: [9, 90, 91].map(word) })
  })

  it('who has another beginning of the last step waits for a proof, unless it is the one to prove', async () => {
    const away = game('step', { startHash: word(77) })
    for (const role of ['challenger', 'bystander'] as const) {
      expect((await nextMove(away, role, trace, DEADLINE)).kind).toBe('wait')
    }
  })

  it('nobody moves by a trace that does not have the segment’s first state', async () => {
    const movers = { bisection: 'asserter', selection: 'challenger', step: 'asserter' } as const
    for (const phase of ['bisection', 'selection', 'step'] as const) {
      const away = game(phase, { startHash: word(77) })
      await expect(nextMove(away, movers[phase], trace, DEADLINE)).rejects.toThrow(
        expect.objectContaining({ code: 'STALE_TRACE', startHash: word(77), ownHash: word(8) }),
      )
    }
  })
})

describe('when a clock has run out', () => {
  it('everybody claims it but the side that has lost by it', async () => {
    expect(await moves(game('bisection'), DEADLINE + 1)).toEqual({
      ...{ asserter: 'wait', challenger: 'claim-timeout', bystander: 'claim-timeout' },
    })
    expect(await moves(game('selection'), DEADLINE + 1)).toEqual({
      ...{ asserter: 'claim-timeout', challenger: 'wait', bystander: 'claim-timeout' },
    })
    const away = game('step', { startHash: word(77) })
    expect(await moves(away, DEADLINE + 1)).toEqual({
      ...{ asserter: 'wait', challenger: 'claim-timeout', bystander: 'claim-timeout' },
    })
  })

  it('the last step is proven all the same', async () => {
    for (const now of [DEADLINE, DEADLINE + 1]) {
      expect(await moves(game('step'), now)).toEqual({
        ...{ asserter: 'prove', challenger: 'prove', bystander: 'prove' },
      })
    }
  })
})

it('a decided game is resolved by anybody once its turn has come, and nothing is done after that', async () => {
  const decided = { deadline: null, isResolvable: true }
  const resolve = { asserter: 'resolve', challenger: 'resolve', bystander: 'resolve' }
  const wait = { asserter: 'wait', challenger: 'wait', bystander: 'wait' }
  expect(await moves(game('asserter-won', decided), 1)).toEqual(resolve)
  expect(await moves(game('asserter-won', { ...decided, isResolvable: false }), 1)).toEqual(wait)
  expect(await moves(game('asserter-won', { ...decided, isResolved: true }), 1)).toEqual(wait)
})

it('a game whose state batch fell is ended by anybody, whatever it waits for, and nobody plays it on', async () => {
  const resolve = { asserter: 'resolve', challenger: 'resolve', bystander: 'resolve' }
  for (const phase of ['bisection', 'selection', 'step'] as const) {
    for (const now of [DEADLINE, DEADLINE + 1]) {
      expect(await moves(game(phase, { isResolvable: true }), now)).toEqual(resolve)
    }
  }
})
