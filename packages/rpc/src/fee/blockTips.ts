import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** What one signed transaction paid above the base fee, and for how much gas. */
export interface PaidTip {
  /** Wei per gas. */
  readonly tip: bigint
  readonly gasUsed: bigint
}

/** The tips of a block's signed transactions, lowest first; deposits pay none and are not counted. */
export function blockTips(chain: ChainPort, block: SealedHeader): PaidTip[] {
  return chain
    .receipts(block)
    .filter((receipt) => !('inclusion' in receipt) || receipt.inclusion !== 'deposit')
    .map(({ effectiveGasPrice, gasUsed }) => ({
      tip: effectiveGasPrice - (block.header.baseFeePerGas ?? 0n),
      gasUsed,
    }))
    .toSorted((a, b) => (a.tip < b.tip ? -1 : a.tip > b.tip ? 1 : 0))
}
