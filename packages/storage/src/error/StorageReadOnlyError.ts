import { MvmError } from '@mvm/protocol'

/** A commit through a storage unit that was opened for reading. */
export class StorageReadOnlyError extends MvmError {
  readonly code = 'STORAGE_READ_ONLY'
  readonly folder: string

  constructor({ folder }: { readonly folder: string }) {
    super(`The storage folder ${folder} was opened with access 'read', which cannot commit`, {
      remedy: "Commit through the one storage unit that was opened with access 'write'.",
    })
    this.folder = folder
  }
}
