import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatReceipt } from './formatReceipt.ts'

/**
 * The receipts of a block.
 *
 * @param only the index of the one that is wanted; then the result has one item, or none
 */
export function formatBlockReceipts(chain: ChainPort, block: SealedHeader, only?: number): Json[] {
  const l1 = chain.l1Attributes(block)
  const encoded = chain.encodedTransactions(block)
  const formatted: Json[] = []
  let logsBefore = 0
  for (const [index, receipt] of chain.receipts(block).entries()) {
    if (only === undefined || only === index) {
      const transactionSize = encoded[index]?.length ?? 0
      formatted.push(formatReceipt(receipt, { block, index, logsBefore, transactionSize, l1 }))
    }
    if (index === only) break
    logsBefore += receipt.logs.length
  }
  return formatted
}
