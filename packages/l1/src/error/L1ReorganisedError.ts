import { type L1BlockHash, MvmError } from '@mvm/protocol'

/** The block that a reading was to end in is not, or no longer, on L1's canonical chain. */
export class L1ReorganisedError extends MvmError {
  readonly code = 'L1_REORGANISED'
  readonly blockNumber: number
  readonly expectedHash: L1BlockHash
  /** `null` when L1 has no block of that number at all. */
  readonly actualHash: L1BlockHash | null

  constructor({
    blockNumber,
    expectedHash,
    actualHash,
  }: {
    readonly blockNumber: number
    readonly expectedHash: L1BlockHash
    readonly actualHash: L1BlockHash | null
  }) {
    super(
      `L1 block ${blockNumber} is ${actualHash ?? 'missing'}, no longer ${expectedHash}: L1 reorganised`,
      { remedy: 'Follow the head to the new chain and read again.' },
    )
    this.blockNumber = blockNumber
    this.expectedHash = expectedHash
    this.actualHash = actualHash
  }
}
