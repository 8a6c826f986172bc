import { asHash, type Hash, type TransactionHash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import type { QueueElement } from '../queue/QueueElement.ts'
import { encodeDeposit } from './encodeDeposit.ts'
import type { DepositTransaction } from './Transaction.ts'

/** The L2 transaction that a queue element becomes (spec 2.2). */
export function depositFromQueueElement(element: QueueElement): DepositTransaction {
  const { chainId, queueIndex, from, sender, to, mint, value, gasLimit, isSystem, data } = element
  const sourceHash = hashWords<Hash<'queue source'>>(chainId, queueIndex)
  const fields = { sourceHash, from, to, mint, value, gasLimit, isSystem, data }
  const raw = encodeDeposit(fields)
  return {
    type: 0x7e,
    hash: asHash<TransactionHash>(keccak256Hex(raw)),
    size: raw.length,
    ...fields,
    sender,
  }
}
