import type { Accumulator, TransactionHash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

/** A block's transaction accumulator after one more included transaction (spec 4.6). */
export function nextTxAcc(txAcc: Accumulator, transactionHash: TransactionHash): Accumulator {
  return hashWords(txAcc, transactionHash)
}
