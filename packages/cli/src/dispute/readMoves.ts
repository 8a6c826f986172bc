import { type DisputeMove, type Game, readDisputeMoves } from '@mvm/l1'
import type { L1Connection } from '../l1/L1Connection.ts'

/** All that has happened in a game so far, in order. */
export async function readMoves(
  l1: L1Connection,
  { disputeId, openedAtBlock }: Pick<Game, 'disputeId' | 'openedAtBlock'>,
): Promise<readonly DisputeMove[]> {
  const head = await l1.client.block('latest', { signal: l1.signal })
  if (head === null) throw new RangeError('L1 has no latest block')
  return readDisputeMoves(l1, disputeId, { from: openedAtBlock, to: head.number })
}
