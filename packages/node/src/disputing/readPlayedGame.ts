import type { Game as PlayedGame } from '@mvm/fraud-proof'
import {
  type ContractSource,
  type Dispute,
  type Game,
  readCuts,
  readEarliestDisputed,
  readStateBatchStanding,
} from '@mvm/l1'

/**
 * A game as far as a move depends on it: with the states that were posted last, which stand in L1's events.
 *
 * @param headNumber L1's head.
 */
export async function readPlayedGame(
  source: ContractSource,
  game: Game,
  headNumber: number,
): Promise<PlayedGame> {
  const { disputeId, openedAtBlock, phase, isResolved, deadline } = game
  const { position, round, startHash, endHash } = game.segment
  const cuts =
    phase === 'selection'
      ? await readCuts(source, { disputeId, round, openedAtBlock, headNumber })
      : []
  const isResolvable = deadline === null && (await isFirst(source, game))
  const segment = { position, round, startHash, endHash, cuts }
  return { phase, isResolved, deadline, isResolvable, ...segment } as PlayedGame
}

/** Whether a decided game's outcome can take effect: nothing earlier is disputed, or its state batch fell. */
async function isFirst(
  source: ContractSource,
  { chainId, stateBatchIndex }: Dispute,
): Promise<boolean> {
  const { isLive } = await readStateBatchStanding(source, chainId, stateBatchIndex)
  return !isLive || (await readEarliestDisputed(source, chainId)) === stateBatchIndex
}
