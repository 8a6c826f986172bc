import { MvmError } from '@mvm/protocol'

/** The folder cannot be written: no space, no permission, read-only, or not a folder. */
export class DataFolderUnusableError extends MvmError {
  readonly code = 'DATA_FOLDER_UNUSABLE'
  readonly folder: string

  constructor(fields: {
    readonly folder: string
    readonly reason: string
    readonly cause?: unknown
  }) {
    super(`the data folder ${fields.folder} cannot be used: ${fields.reason}`, {
      remedy:
        'Free some space, correct its permissions, or choose another folder with --data <dir>.',
      cause: fields.cause,
    })
    this.folder = fields.folder
  }
}
