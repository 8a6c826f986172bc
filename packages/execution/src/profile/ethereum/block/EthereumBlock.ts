import type { ChainBlock } from '@mvm/protocol'
import type { EthereumHeader } from '../header/EthereumHeader.ts'

/** A block of Ethereum's profile. */
export interface EthereumBlock extends ChainBlock {
  readonly header: EthereumHeader
  readonly ommers: readonly EthereumHeader[]
}
