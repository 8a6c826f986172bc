import { MvmError } from '@mvm/protocol'

export class DataFolderLockedError extends MvmError {
  readonly code = 'DATA_FOLDER_LOCKED'
  readonly folder: string
  readonly pid: number

  constructor({ folder, pid }: { readonly folder: string; readonly pid: number }) {
    super(`the data folder ${folder} is in use by process ${pid}`, {
      remedy: `Stop process ${pid}, or choose another folder with --data <dir>.`,
    })
    this.folder = folder
    this.pid = pid
  }
}
