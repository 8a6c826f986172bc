import { MvmError } from '@mvm/protocol'

/** What is asked for was kept once, and is older than what this storage unit keeps. */
export class HistoryPrunedError extends MvmError {
  readonly code = 'HISTORY_PRUNED'
  readonly what: string
  /** The first block of which everything is kept. */
  readonly earliestBlock: number

  constructor({ what, earliestBlock }: { readonly what: string; readonly earliestBlock: number }) {
    super(`${what} is pruned: this storage unit keeps blocks from ${earliestBlock} on`, {
      remedy: 'Ask for a later block, or a node that keeps everything (one without --history).',
    })
    this.what = what
    this.earliestBlock = earliestBlock
  }
}
