import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import { formatReceipt } from './formatReceipt.ts'

/** A mined transaction's receipt; `null` while it is in no block. */
export function formatTransactionReceipt(chain: ChainPort, transactionHash: string): Json {
  const located = chain.transactionReceipt(transactionHash)
  if (located === null) return null
  const { block, index, receipt, logsBefore } = located
  return formatReceipt(receipt, {
    block,
    index,
    logsBefore,
    transactionSize: chain.encodedTransactions(block)[index]?.length ?? 0,
    l1: chain.l1Attributes(block),
  })
}
