import { type Game, readDisputeCount, readGame } from '@mvm/l1'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** A game by its number. Throws {@link PreconditionError} when there is none. */
export async function requireGame(l1: L1Connection, disputeId: number): Promise<Game> {
  const count = await readDisputeCount(l1)
  if (disputeId < count) return readGame(l1, disputeId)
  throw new PreconditionError({
    code: 'DISPUTE_UNKNOWN',
    problem: `L1 (chainID ${l1.chainId}) has no dispute ${disputeId}; so far there have been ${count}, from 0 on`,
    remedy: 'Run: mvm dispute list --all',
  })
}
