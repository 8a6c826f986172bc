import { type BlockHash, MvmError } from '@mvm/protocol'

/** A file of blocks is not of the chain that stands in the folder. */
export class ImportMismatchError extends MvmError {
  readonly code = 'IMPORT_MISMATCH'
  readonly blockNumber: number
  readonly stored: BlockHash
  readonly found: BlockHash

  constructor({
    blockNumber,
    stored,
    found,
  }: {
    readonly blockNumber: number
    readonly stored: BlockHash
    readonly found: BlockHash
  }) {
    super(`block ${blockNumber} of the file is ${found}, and the folder holds ${stored} there`, {
      remedy: 'Import the file into an empty folder with --data <dir>.',
    })
    this.blockNumber = blockNumber
    this.stored = stored
    this.found = found
  }
}
