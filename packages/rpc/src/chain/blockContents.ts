import type { ChainBlock } from '@mvm/protocol'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** A block as it is encoded. */
export function blockContents(chain: ChainPort, block: SealedHeader): ChainBlock {
  return {
    header: block.header,
    transactions: chain.encodedTransactions(block),
    ommers: chain.ommers(block).map(({ header }) => header),
    withdrawals: chain.withdrawals(block),
  }
}
