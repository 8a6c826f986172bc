import { MvmError } from '@mvm/protocol'
import { StorageClosedError } from '../error/StorageClosedError.ts'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import { StorageFullError } from '../error/StorageFullError.ts'
import { StorageIoError } from '../error/StorageIoError.ts'
import { StorageLockedError } from '../error/StorageLockedError.ts'

const FULL = /ENOSPC|EDQUOT|EFBIG|No space left|quota exceeded|File too large/i
/** LevelDB never removes a file that it still needs. */
const DAMAGED = /^Corruption|^IO error: .*No such file/
const NOT_OPEN = new Set([
  'LEVEL_DATABASE_NOT_OPEN',
  'LEVEL_ITERATOR_NOT_OPEN',
  'LEVEL_BATCH_NOT_OPEN',
])

/** The typed error for what LevelDB, its binding or the file system reported. */
export function levelError(error: unknown, folder: string): MvmError {
  if (error instanceof MvmError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = error instanceof Error ? error.message : String(error)
  if (NOT_OPEN.has(code)) {
    const cause = error instanceof Error ? error.cause : undefined
    return cause === undefined
      ? new StorageClosedError({ folder, cause: error })
      : levelError(cause, folder)
  }
  if (code === 'LEVEL_LOCKED')
    return new StorageLockedError({ folder, by: 'process', cause: error })
  if (FULL.test(code) || FULL.test(reason)) return new StorageFullError({ folder, cause: error })
  if (code === 'LEVEL_CORRUPTION' || DAMAGED.test(reason)) {
    return new StorageCorruptError({ what: folder, reason, cause: error })
  }
  return new StorageIoError({ folder, reason, cause: error })
}
