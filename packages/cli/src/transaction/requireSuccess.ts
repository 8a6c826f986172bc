import { TransactionRevertedError } from '../error/TransactionRevertedError.ts'
import type { ReceiptDescription } from './describeReceipt.ts'

/** The receipt of a transaction that succeeded. Throws {@link TransactionRevertedError} for one that failed. */
export function requireSuccess(receipt: ReceiptDescription): ReceiptDescription {
  if (receipt.isSuccess) return receipt
  const { transactionHash, charterDenial } = receipt
  throw new TransactionRevertedError({
    transactionHash,
    reason:
      charterDenial === null
        ? 'it reverted, ran out of gas, or could not pay'
        : `the charter denied ${charterDenial.opcode} to ${charterDenial.address}`,
    receipt,
    remedy:
      charterDenial === null
        ? 'Correct the transaction; --dry-run shows what it would do.'
        : `Run: mvm charter check --address ${charterDenial.address} --opcode ${charterDenial.opcode}`,
  })
}
