import { MvmError } from '@mvm/protocol'

export class DataFolderVersionError extends MvmError {
  readonly code = 'DATA_FOLDER_VERSION'
  readonly folder: string
  readonly found: string
  readonly supported: number

  constructor(fields: {
    readonly folder: string
    readonly found: string
    readonly supported: number
  }) {
    super(
      `${fields.folder} holds a devnet of version ${fields.found}, and this program reads version ${fields.supported}`,
      { remedy: 'Start with another --data folder, or with the release that wrote this one.' },
    )
    this.folder = fields.folder
    this.found = fields.found
    this.supported = fields.supported
  }
}
