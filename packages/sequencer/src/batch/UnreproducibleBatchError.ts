import { type BatchHash, MvmError } from '@mvm/protocol'

/** The committed blocks of a closed batch do not give the hash that was written down when it was closed. */
export class UnreproducibleBatchError extends MvmError {
  readonly code = 'UNREPRODUCIBLE_BATCH'
  readonly firstBlock: number
  readonly recorded: BatchHash
  readonly reproduced: BatchHash

  constructor(fields: {
    readonly firstBlock: number
    readonly recorded: BatchHash
    readonly reproduced: BatchHash
  }) {
    super(
      `The batch from block ${fields.firstBlock} on was closed as ${fields.recorded}, but its blocks in ` +
        `storage give ${fields.reproduced}`,
      { remedy: 'The storage is damaged: start from an empty data folder and derive from L1.' },
    )
    this.firstBlock = fields.firstBlock
    this.recorded = fields.recorded
    this.reproduced = fields.reproduced
  }
}
