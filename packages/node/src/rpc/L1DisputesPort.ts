import {
  type ContractSource,
  type Game,
  readDisputeCount,
  readDisputeMoves,
  readDisputes,
  readGame,
  readGameSides,
} from '@mvm/l1'
import type { DisputedGame, DisputeEvent, DisputesPort, OpenDispute } from '@mvm/rpc'
import { askL1 } from './askL1.ts'

/** A DAC's disputes, from the DisputeGame. */
export class L1DisputesPort implements DisputesPort {
  readonly #source: ContractSource
  readonly #chainId: number

  constructor(source: ContractSource, chainId: number) {
    this.#source = source
    this.#chainId = chainId
  }

  openDisputes(signal: AbortSignal): Promise<readonly OpenDispute[]> {
    return askL1(() => readDisputes({ ...this.#source, signal }, this.#chainId))
  }

  game(disputeId: number, signal: AbortSignal): Promise<DisputedGame | null> {
    const source = { ...this.#source, signal }
    return askL1(async () => {
      if (disputeId >= (await readDisputeCount(source))) return null
      const game = await readGame(source, disputeId)
      if (game.chainId !== this.#chainId) return null
      return { ...game, ...(await readGameSides(source, game)) }
    })
  }

  events(
    { disputeId, openedAtBlock }: Pick<Game, 'disputeId' | 'openedAtBlock'>,
    signal: AbortSignal,
  ): Promise<readonly DisputeEvent[]> {
    const source = { ...this.#source, signal }
    return askL1(async () => {
      const head = await source.client.block('latest', { signal })
      if (head === null) return []
      const range = { from: openedAtBlock, to: head.number }
      const moves = await readDisputeMoves(source, disputeId, range)
      return moves.filter((move) => move.kind !== 'opened')
    })
  }
}
