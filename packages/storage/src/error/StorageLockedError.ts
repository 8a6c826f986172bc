import { MvmError } from '@mvm/protocol'

/** The folder is in use in a way that excludes this opening. */
export class StorageLockedError extends MvmError {
  readonly code = 'STORAGE_LOCKED'
  readonly folder: string
  /** `process`: another process has it open; `writer`: this process has it open for writing already. */
  readonly by: 'process' | 'writer'

  constructor({
    folder,
    by,
    cause,
  }: {
    readonly folder: string
    readonly by: 'process' | 'writer'
    readonly cause?: unknown
  }) {
    super(
      by === 'process'
        ? `The storage folder ${folder} is locked: another process has it open`
        : `The storage folder ${folder} is already open for writing in this process`,
      {
        remedy:
          by === 'process'
            ? 'Stop the other node that uses this folder, or choose another folder.'
            : "Open it with access 'read', or close the other storage unit first.",
        cause,
      },
    )
    this.folder = folder
    this.by = by
  }
}
