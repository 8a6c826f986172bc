import { type L1BlockHash, MvmError } from '@mvm/protocol'

/** Not even the oldest L1 block that the follower remembers is on L1's chain: this is another L1, or it was wiped. */
export class L1HistoryLostError extends MvmError {
  readonly code = 'L1_HISTORY_LOST'
  readonly blockNumber: number
  readonly hash: L1BlockHash

  constructor({ blockNumber, hash }: { readonly blockNumber: number; readonly hash: L1BlockHash }) {
    super(`L1 has no block ${blockNumber} with hash ${hash}, the oldest that we know`, {
      remedy: 'Check the L1 URL; if L1 was started anew, start with an empty data folder.',
    })
    this.blockNumber = blockNumber
    this.hash = hash
  }
}
