import { MvmError } from '@mvm/protocol'

/** A worker thread opened the folder first, so that no other thread may share it (see FolderShare). */
export class StorageAnchorError extends MvmError {
  readonly code = 'STORAGE_ANCHOR'
  readonly folder: string

  constructor({ folder }: { readonly folder: string }) {
    super(
      `The storage folder ${folder} was opened first by a worker thread, whose end would pull the database away from under other threads`,
      { remedy: 'Open the folder on the main thread before the worker threads that share it.' },
    )
    this.folder = folder
  }
}
