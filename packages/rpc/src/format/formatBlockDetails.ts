import type { Json } from '../jsonrpc/Json.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatBlock } from './formatBlock.ts'
import { quantity } from './quantity.ts'

/** A block without its transactions and bloom, with what was paid for it, as Otterscan shows it. */
export function formatBlockDetails(chain: ChainPort, block: SealedHeader): Json {
  const { transactions, logsBloom, ...rest } = formatBlock(chain, block, false)
  const receipts = chain.receipts(block)
  const fees = receipts.reduce(
    (sum, { gasUsed, effectiveGasPrice }) => sum + gasUsed * effectiveGasPrice,
    0n,
  )
  return {
    block: { ...rest, transactionCount: receipts.length },
    // Nobody is paid for a block on a DAC but in fees, and rewards of Ethereum's past are not told here.
    issuance: { blockReward: '0x0', uncleReward: '0x0', issuance: '0x0' },
    totalFees: quantity(fees),
  }
}
