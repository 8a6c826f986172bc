import { type BlockHash, MvmError } from '@mvm/protocol'

/** A block does not continue the chain that it was to be appended to. Nothing was committed. */
export class ParentMismatchError extends MvmError {
  readonly code = 'PARENT_MISMATCH'
  readonly blockNumber: number
  readonly parentHash: BlockHash
  readonly headNumber: number
  readonly headHash: BlockHash

  constructor(fields: {
    readonly blockNumber: number
    readonly parentHash: BlockHash
    readonly headNumber: number
    readonly headHash: BlockHash
  }) {
    super(
      `Block ${fields.blockNumber} with parent ${fields.parentHash} does not continue the head ${fields.headNumber} ${fields.headHash}`,
      { remedy: 'Execute the block again on the current head.' },
    )
    this.blockNumber = fields.blockNumber
    this.parentHash = fields.parentHash
    this.headNumber = fields.headNumber
    this.headHash = fields.headHash
  }
}
