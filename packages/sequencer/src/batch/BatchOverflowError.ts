import { MvmError } from '@mvm/protocol'

/** A block was to be put into a batch that cannot hold it: derivation would make another block of it. */
export class BatchOverflowError extends MvmError {
  readonly code = 'BATCH_OVERFLOW'
  readonly blockNumber: number
  readonly expectedBlockNumber: number
  readonly blocksLeft: number
  readonly payloadSize: number
  readonly timestamp: number
  readonly parentTimestamp: number

  constructor(fields: {
    readonly blockNumber: number
    readonly expectedBlockNumber: number
    readonly blocksLeft: number
    readonly payloadSize: number
    readonly timestamp: number
    readonly parentTimestamp: number
  }) {
    super(
      `Block ${fields.blockNumber} does not fit into the open batch: its next block is ` +
        `${fields.expectedBlockNumber}, ${fields.blocksLeft} more are allowed, the payload would have ` +
        `${fields.payloadSize} bytes, timestamp ${fields.timestamp} follows ${fields.parentTimestamp}`,
      { remedy: 'This is a defect of the sequencer; report it with the log.' },
    )
    this.blockNumber = fields.blockNumber
    this.expectedBlockNumber = fields.expectedBlockNumber
    this.blocksLeft = fields.blocksLeft
    this.payloadSize = fields.payloadSize
    this.timestamp = fields.timestamp
    this.parentTimestamp = fields.parentTimestamp
  }
}
