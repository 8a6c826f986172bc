import { MvmError } from '@mvm/protocol'

/** L1 shows another batch where this node holds one that was in a finalized L1 block. */
export class FinalBatchReplacedError extends MvmError {
  readonly code = 'FINAL_BATCH_REPLACED'
  readonly chainId: number
  /** The block after the batch. */
  readonly nextBlock: number

  constructor({ chainId, nextBlock }: { readonly chainId: number; readonly nextBlock: number }) {
    super(
      `L1 contradicts what was final of DAC ${chainId}: it has another batch before block ${nextBlock}`,
      {
        remedy:
          'Check that --l1-url is the L1 of this data folder; if it is, start with an empty --data folder.',
      },
    )
    this.chainId = chainId
    this.nextBlock = nextBlock
  }
}
