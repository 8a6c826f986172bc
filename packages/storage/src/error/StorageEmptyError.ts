import { MvmError } from '@mvm/protocol'

/** The folder holds no storage unit, and no genesis was given to create one. */
export class StorageEmptyError extends MvmError {
  readonly code = 'STORAGE_EMPTY'
  readonly folder: string

  constructor({ folder }: { readonly folder: string }) {
    super(`The folder ${folder} holds no storage unit`, {
      remedy: 'Check the folder, or start a node on it once, which creates the storage unit.',
    })
    this.folder = folder
  }
}
