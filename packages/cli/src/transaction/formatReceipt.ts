import { formatMt } from '@mvm/protocol'
import { formatFields } from '../output/formatFields.ts'
import type { ReceiptDescription } from './describeReceipt.ts'

/** A receipt for people. */
export function formatReceipt(receipt: ReceiptDescription): string {
  const { charterDenial } = receipt
  return formatFields([
    ['transaction', receipt.transactionHash],
    ['status', receipt.isSuccess ? 'succeeded' : 'failed'],
    ['level', receipt.level],
    ['block', receipt.blockNumber],
    ['contract', receipt.contractAddress ?? undefined],
    ['gas used', receipt.gasUsed],
    ['fee', `${formatMt(BigInt(receipt.fee))} MT`],
    ['tax', receipt.taxPaid === '0' ? undefined : `${formatMt(BigInt(receipt.taxPaid))} MT`],
    [
      'charter denied',
      charterDenial === null ? undefined : `${charterDenial.opcode} to ${charterDenial.address}`,
    ],
  ])
}
