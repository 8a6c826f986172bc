import { MvmError } from '@mvm/protocol'

/** The storage unit was used after it had been closed. */
export class StorageClosedError extends MvmError {
  readonly code = 'STORAGE_CLOSED'
  readonly folder: string

  constructor({ folder, cause }: { readonly folder: string; readonly cause?: unknown }) {
    super(`The storage folder ${folder} has been closed`, {
      remedy: 'Finish what uses the storage unit before closing it.',
      cause,
    })
    this.folder = folder
  }
}
