import { type BlockHash, MvmError } from '@mvm/protocol'

/** The folder's chain starts from another genesis block. */
export class StorageGenesisMismatchError extends MvmError {
  readonly code = 'STORAGE_GENESIS_MISMATCH'
  readonly folder: string
  readonly foundHash: BlockHash
  readonly expectedHash: BlockHash

  constructor({
    folder,
    foundHash,
    expectedHash,
  }: {
    readonly folder: string
    readonly foundHash: BlockHash
    readonly expectedHash: BlockHash
  }) {
    super(
      `The chain in the storage folder ${folder} starts from genesis ${foundHash}, this program's genesis is ${expectedHash}`,
      { remedy: 'Use the program version that created the folder, or an empty folder.' },
    )
    this.folder = folder
    this.foundHash = foundHash
    this.expectedHash = expectedHash
  }
}
