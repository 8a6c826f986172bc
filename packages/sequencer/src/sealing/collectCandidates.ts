import type { BlockRoom } from '../batch/BlockRoom.ts'
import type { BestTransactions } from '../pool/BestTransactions.ts'
import type { PooledTransaction } from '../pool/PooledTransaction.ts'

export interface Candidates {
  readonly transactions: readonly PooledTransaction[]
  /** Something executable did not fit into the payload any more. */
  readonly isOutOfRoom: boolean
}

/** Accounts passed over because their next transaction is too long, before giving up. */
const MAX_MISFITS = 32

/**
 * Picks what to try in the next block. The transactions of an abandoned block stay together and alone in
 * theirs, unless `mergeOrphans` says that blocks have become scarce.
 */
export function collectCandidates(
  best: BestTransactions,
  room: BlockRoom,
  mergeOrphans: boolean,
): Candidates {
  const transactions: PooledTransaction[] = []
  let misfits = 0
  for (let next = best.next(); next !== undefined; next = best.next()) {
    const first = transactions[0] ?? next
    if (!mergeOrphans && next.orphanOfBlock !== first.orphanOfBlock) break
    if (room.take(next.raw.length)) {
      transactions.push(next)
      continue
    }
    // Orphans keep their order even where a later one would fit.
    if (next.orphanOfBlock !== undefined || ++misfits === MAX_MISFITS) {
      return { transactions, isOutOfRoom: true }
    }
    best.skipAccount(next.transaction.signer)
  }
  return { transactions, isOutOfRoom: misfits > 0 }
}
