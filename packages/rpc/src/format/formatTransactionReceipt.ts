import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import { formatBlockReceipts } from './formatBlockReceipts.ts'

/** A mined transaction's receipt; `null` while it is in no block. */
export function formatTransactionReceipt(chain: ChainPort, transactionHash: string): Json {
  const location = chain.transactionLocation(transactionHash)
  if (location === null) return null
  return formatBlockReceipts(chain, location.block, location.index)[0] ?? null
}
