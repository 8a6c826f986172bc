import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatReceipt } from './formatReceipt.ts'

/** The receipts of a block. */
export function formatBlockReceipts(chain: ChainPort, block: SealedHeader): readonly Json[] {
  const l1 = chain.l1Attributes(block)
  const encoded = chain.encodedTransactions(block)
  let logsBefore = 0
  return chain.receipts(block).map((receipt, index) => {
    const transactionSize = encoded[index]?.length ?? 0
    const formatted = formatReceipt(receipt, { block, index, logsBefore, transactionSize, l1 })
    logsBefore += receipt.logs.length
    return formatted
  })
}
