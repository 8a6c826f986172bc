import { type Address, drawDuties } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { readDraw } from './readDraw.ts'
import { readRangers } from './readRangers.ts'

/**
 * Who checks each segment of a state batch; `null` while the draw's seed is not known. Draws by itself what
 * `RangerPool.duties` would draw; who reads many state batches of one epoch may keep the members between them.
 * Throws what {@link readDraw} throws.
 */
export async function readDuties(
  source: ContractSource,
  chainId: number,
  stateBatchIndex: number,
): Promise<Address[][] | null> {
  const draw = await readDraw(source, chainId, stateBatchIndex)
  if (draw === null) return null
  const members = await readRangers(source, draw.frozenAtBlock)
  return drawDuties({ ...draw, chainId, stateBatchIndex, members })
}
