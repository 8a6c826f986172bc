import type { Game as PlayedGame, Role } from '@mvm/fraud-proof'
import {
  type ContractSource,
  type Game,
  readCuts,
  readEarliestDisputed,
  readStateBatchStanding,
} from '@mvm/l1'

/**
 * A game as far as a move in a role depends on it: for who picks with the states that were posted last, which stand in L1's
 * events. Others, who wait for the pick for days perhaps, do not look for them again with each block.
 *
 * @param source at one L1 block, as the game was read: else they may not go together
 * @param headNumber of that block
 */
export async function readPlayedGame(
  source: ContractSource,
  game: Game,
  headNumber: number,
  role: Role,
): Promise<PlayedGame> {
  const { disputeId, openedAtBlock, phase, isResolved, deadline } = game
  const { position, round, startHash, endHash, cutsHash } = game.segment
  const isResolvable = !isResolved && (await canEnd(source, game))
  const cuts =
    phase === 'selection' && role === 'challenger' && !isResolvable
      ? await readCuts(source, { disputeId, round, cutsHash, openedAtBlock, headNumber })
      : []
  const segment = { position, round, startHash, endHash, cuts }
  return { phase, isResolved, deadline, isResolvable, ...segment } as PlayedGame
}

/** Whether its state batch fell, or it is decided and nothing earlier is disputed. */
async function canEnd(
  source: ContractSource,
  { chainId, stateBatchIndex, deadline }: Game,
): Promise<boolean> {
  const { isLive } = await readStateBatchStanding(source, chainId, stateBatchIndex)
  if (!isLive) return true
  return deadline === null && (await readEarliestDisputed(source, chainId)) === stateBatchIndex
}
