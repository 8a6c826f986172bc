import { MvmError } from '@mvm/protocol'

/** The folder belongs to another DAC. */
export class StorageChainMismatchError extends MvmError {
  readonly code = 'STORAGE_CHAIN_MISMATCH'
  readonly folder: string
  readonly foundChainId: number
  readonly expectedChainId: number

  constructor({
    folder,
    foundChainId,
    expectedChainId,
  }: {
    readonly folder: string
    readonly foundChainId: number
    readonly expectedChainId: number
  }) {
    super(
      `The storage folder ${folder} holds the DAC with chainID ${foundChainId}, not ${expectedChainId}`,
      { remedy: 'Give each DAC a folder of its own.' },
    )
    this.folder = folder
    this.foundChainId = foundChainId
    this.expectedChainId = expectedChainId
  }
}
