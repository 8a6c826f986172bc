import { MvmError } from '@mvm/protocol'

/** An earlier write failed, and a database whose log may end in half a record must take no more of them. */
export class StorageFailedError extends MvmError {
  readonly code = 'STORAGE_FAILED'
  readonly folder: string

  constructor({ folder, cause }: { readonly folder: string; readonly cause: unknown }) {
    super(
      `The storage folder ${folder} takes no more writes, because an earlier one failed: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        remedy: 'Remove the cause and start the node again: all that was committed is there.',
        cause,
      },
    )
    this.folder = folder
  }
}
