import { EMPTY_ACCUMULATOR } from '../block/EMPTY_ACCUMULATOR.ts'
import { fromHex } from '../bytes/fromHex.ts'
import type { Accumulator } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'
import { keccak256Hex } from '../hash/keccak256Hex.ts'
import { nextLogAcc } from './nextLogAcc.ts'
import type { Receipt } from './Receipt.ts'

/** The parts of a receipt that consensus knows. */
export type ConsensusReceipt = Pick<
  Receipt,
  'type' | 'status' | 'cumulativeGasUsed' | 'logs' | 'logsBloom' | 'transactionHash'
>

/** A block's receipt accumulator after one more receipt (spec 4.6). */
export function nextReceiptAcc(receiptAcc: Accumulator, receipt: ConsensusReceipt): Accumulator {
  const { type, status, cumulativeGasUsed, logs, logsBloom, transactionHash } = receipt
  const bloomHash = keccak256Hex(fromHex(logsBloom))
  const logAcc = logs.reduce(nextLogAcc, EMPTY_ACCUMULATOR)
  return hashWords(
    receiptAcc,
    type,
    status,
    cumulativeGasUsed,
    bloomHash,
    logAcc,
    logs.length,
    transactionHash,
  )
}
