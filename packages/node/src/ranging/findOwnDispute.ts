import {
  type ContractSource,
  type Dispute as Game,
  readDispute,
  readDisputeCount,
  readDisputeRange,
  readDisputes,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { Dispute } from '@mvm/ranger'

const CHUNK = 100

/**
 * The game about a block of a state batch that an account has opened, over or not; `null` when L1 knows of none. One
 * challenger has at most one (spec 4.1).
 *
 * @param lastId where it was the last time
 */
export async function findOwnDispute(
  source: ContractSource,
  { chainId, stateBatchIndex, blockNumber }: Dispute,
  challenger: Address,
  lastId?: number,
): Promise<Game | null> {
  const isIt = (game: Game) =>
    game.challenger === challenger &&
    game.chainId === chainId &&
    game.stateBatchIndex === stateBatchIndex &&
    game.blockNumber === blockNumber
  const count = await readDisputeCount(source)
  if (lastId !== undefined && lastId < count) {
    const game = await readDispute(source, lastId)
    if (isIt(game)) return game
  }
  const open = (await readDisputes(source, chainId)).find(isIt)
  if (open !== undefined) return open
  for (let to = count; to > 0; to -= CHUNK) {
    const game = (await readDisputeRange(source, { from: Math.max(0, to - CHUNK), to })).find(isIt)
    if (game !== undefined) return game
  }
  return null
}
