import type { StateHash } from '@mvm/fraud-proof'
import type { L1TransactionOutcome } from '@mvm/l1'
import { pino } from 'pino'
import { GameHall, type GameHallOptions } from '../../src/disputing/GameHall.ts'
import type { OpenTrace } from '../../src/disputing/SharedTraces.ts'
import { asserter, gameContracts, type ScriptedGames, word } from './ScriptedGames.ts'

export const included: L1TransactionOutcome = {
  status: 'included',
  nonce: 0,
  inclusion: {} as never,
}

/** A trace that says the same at each position, unless told otherwise. */
export function traceSaying(change: Partial<OpenTrace> = {}): OpenTrace {
  return {
    hashesAt: async (positions) => positions.map(() => word('07') as unknown as StateHash),
    proofAt: () => Promise.reject(new Error('nobody has come to a step')),
    close: async () => undefined,
    ...change,
  }
}

/** The asserter's hall at work. */
export function startHall(
  l1: ScriptedGames,
  send: GameHallOptions['sender']['send'],
  change: Partial<Pick<GameHallOptions, 'roleIn' | 'traceOf'>> = {},
): { readonly hall: GameHall; stop(): Promise<void> } {
  const end = new AbortController()
  const hall = new GameHall({
    client: l1.client,
    contracts: gameContracts,
    sender: { address: asserter, send },
    roleIn: () => 'asserter',
    traceOf: async () => traceSaying(),
    logger: pino({ level: 'silent' }),
    ...change,
  })
  const running = hall.run(end.signal)
  const stop = () => {
    end.abort()
    return running
  }
  return { hall, stop }
}
