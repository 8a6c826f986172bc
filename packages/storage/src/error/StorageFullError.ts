import { MvmError } from '@mvm/protocol'

/** There is no room left for a write: disk full, quota or file size limit. What was acknowledged before is safe. */
export class StorageFullError extends MvmError {
  readonly code = 'STORAGE_FULL'
  readonly folder: string

  constructor({ folder, cause }: { readonly folder: string; readonly cause?: unknown }) {
    super(`No space is left for the storage folder ${folder}`, {
      remedy: 'Free space on the disk (or raise the quota), then start the node again.',
      cause,
    })
    this.folder = folder
  }
}
