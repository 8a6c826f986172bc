import { MvmError } from '@mvm/protocol'

/** The engine itself failed, which says nothing about the transaction: the block has to be given up. */
export class EngineFaultError extends MvmError {
  readonly code = 'ENGINE_FAULT'

  constructor({ problem, cause }: { readonly problem: string; readonly cause?: unknown }) {
    super(`the execution engine failed: ${problem}`, {
      remedy:
        'Report it with the block number; re-executing the block with the node restarted is safe.',
      cause,
    })
  }
}
