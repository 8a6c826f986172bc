import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatBlockReceipts } from './formatBlockReceipts.ts'

/** The receipts of a block without blooms, with the time, as Otterscan shows them. */
export function formatOtsReceipts(chain: ChainPort, block: SealedHeader): readonly Json[] {
  return formatBlockReceipts(chain, block).map((receipt) => ({
    ...(receipt as { readonly [field: string]: Json }),
    logsBloom: null,
    timestamp: block.header.timestamp,
  }))
}
