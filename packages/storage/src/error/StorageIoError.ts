import { MvmError } from '@mvm/protocol'

/** The operating system refused to read or write the folder. */
export class StorageIoError extends MvmError {
  readonly code = 'STORAGE_IO'
  readonly folder: string

  constructor({
    folder,
    reason,
    cause,
  }: {
    readonly folder: string
    readonly reason: string
    readonly cause?: unknown
  }) {
    super(`The storage folder ${folder} cannot be read or written: ${reason}`, {
      remedy:
        "Check that the folder exists, that this user may write to it, and the disk's health.",
      cause,
    })
    this.folder = folder
  }
}
