import { MvmError } from '@mvm/protocol'

/** A block's execution was used in a way that cannot give a block. */
export class BlockExecutionError extends MvmError {
  readonly code = 'BLOCK_EXECUTION'

  constructor({
    blockNumber,
    problem,
  }: { readonly blockNumber: number; readonly problem: string }) {
    super(`block ${blockNumber} cannot be executed: ${problem}`, {
      remedy:
        'Begin a new execution on the right parent, and await each transaction before the next.',
    })
  }
}
