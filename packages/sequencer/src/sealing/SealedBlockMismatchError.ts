import { type BlockHash, MvmError } from '@mvm/protocol'

/** A field in which the sealed block and its verification differ. */
export interface BlockDifference {
  readonly field: string
  readonly sealed: string
  readonly verified: string
}

/** The verifier path made another block of the sealed bytes. It is not published and sequencing stops. */
export class SealedBlockMismatchError extends MvmError {
  readonly code = 'SEALED_BLOCK_MISMATCH'
  readonly blockNumber: number
  readonly sealedHash: BlockHash
  readonly verifiedHash: BlockHash
  readonly differences: readonly BlockDifference[]

  constructor(fields: {
    readonly blockNumber: number
    readonly sealedHash: BlockHash
    readonly verifiedHash: BlockHash
    readonly differences: readonly BlockDifference[]
  }) {
    const listed = fields.differences
      .map(({ field, sealed, verified }) => `${field}: sealed ${sealed}, verified ${verified}`)
      .join('; ')
    super(
      `Block ${fields.blockNumber} was sealed as ${fields.sealedHash}, but its bytes derive to ` +
        `${fields.verifiedHash} (${listed})`,
      {
        remedy:
          'Nothing was published. Keep the data folder, report the block, and run a version that has the fix.',
      },
    )
    this.blockNumber = fields.blockNumber
    this.sealedHash = fields.sealedHash
    this.verifiedHash = fields.verifiedHash
    this.differences = fields.differences
  }
}
