import { MvmError } from '@mvm/protocol'

/** What the disk gave back is not what was written. */
export class StorageCorruptError extends MvmError {
  readonly code = 'STORAGE_CORRUPT'
  /** What was being read, e.g. `header 17`. */
  readonly what: string
  readonly reason: string

  constructor({
    what,
    reason,
    cause,
  }: {
    readonly what: string
    readonly reason: string
    readonly cause?: unknown
  }) {
    super(`The storage is damaged: ${what}: ${reason}`, {
      remedy: 'Run `mvm doctor`, check the disk, and sync again into an empty folder.',
      cause,
    })
    this.what = what
    this.reason = reason
  }
}
