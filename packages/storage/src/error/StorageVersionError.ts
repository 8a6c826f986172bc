import { MvmError } from '@mvm/protocol'

/** The folder was written in another layout than this program's. */
export class StorageVersionError extends MvmError {
  readonly code = 'STORAGE_VERSION'
  readonly folder: string
  /** `undefined` when the folder holds a database that is not a storage unit. */
  readonly foundVersion: number | undefined
  readonly expectedVersion: number

  constructor({
    folder,
    foundVersion,
    expectedVersion,
  }: {
    readonly folder: string
    readonly foundVersion: number | undefined
    readonly expectedVersion: number
  }) {
    super(
      foundVersion === undefined
        ? `The folder ${folder} holds a database that is not a storage unit`
        : `The storage folder ${folder} has layout version ${foundVersion}, this program reads version ${expectedVersion}`,
      {
        remedy:
          foundVersion === undefined
            ? 'Choose another folder.'
            : 'Use the program version that wrote the folder, or an empty folder, which is filled again from L1.',
      },
    )
    this.folder = folder
    this.foundVersion = foundVersion
    this.expectedVersion = expectedVersion
  }
}
