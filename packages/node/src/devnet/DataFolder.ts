import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DataFolderLockedError } from '../error/DataFolderLockedError.ts'
import { DataFolderUnusableError } from '../error/DataFolderUnusableError.ts'
import { DataFolderVersionError } from '../error/DataFolderVersionError.ts'
import type { DevnetRecord } from './DevnetRecord.ts'

const VERSION = 1
const PARTS = [
  ...['l1', 'sequencer', 'sequencer-2', 'sequencer-3', 'gateway', 'follower'],
  ...['ranger', 'ranger-2', 'ranger-3'],
]
/** An L1 state file, a few LevelDBs and their logs fit in this many bytes at the start. */
const NEEDED_BYTES = 64n * 1024n * 1024n

/**
 * The folder of one devnet: `devnet.json` (what was deployed), `l1/`, and one folder a node.
 * Held by a lock file with the owner's process id; a lock whose process is gone is taken over.
 */
export class DataFolder {
  readonly path: string
  readonly isTemporary: boolean

  private constructor(path: string, isTemporary: boolean) {
    this.path = path
    this.isTemporary = isTemporary
  }

  /** Opens and locks a folder, made anew where it is missing; without a path a temporary one. */
  static open(path: string | undefined): DataFolder {
    if (path === undefined)
      return DataFolder.#claim(mkdtempSync(join(tmpdir(), 'mvm-devnet-')), true)
    const folder = resolve(path)
    try {
      mkdirSync(folder, { recursive: true })
    } catch (cause) {
      throw new DataFolderUnusableError({ folder, reason: reasonOf(cause), cause })
    }
    return DataFolder.#claim(folder, false)
  }

  static #claim(folder: string, isTemporary: boolean): DataFolder {
    const { bavail, bsize } = statfsSync(folder, { bigint: true })
    if (bavail * bsize < NEEDED_BYTES) {
      const freeMiB = (bavail * bsize) / 1024n / 1024n
      throw new DataFolderUnusableError({
        folder,
        reason: `its disk has ${freeMiB} MiB free and a devnet needs ${NEEDED_BYTES / 1024n / 1024n}`,
      })
    }
    lock(folder)
    return new DataFolder(folder, isTemporary)
  }

  /** What an earlier start left here; `undefined` for a new folder. Throws {@link DataFolderVersionError}. */
  record(): DevnetRecord | undefined {
    const file = join(this.path, 'devnet.json')
    if (!existsSync(file)) return undefined
    let record: DevnetRecord & { readonly version: unknown }
    try {
      record = JSON.parse(readFileSync(file, 'utf8'))
    } catch (cause) {
      throw new DataFolderUnusableError({
        folder: this.path,
        reason: 'devnet.json is not JSON',
        cause,
      })
    }
    if (record.version !== VERSION) {
      throw new DataFolderVersionError({
        folder: this.path,
        found: String(record.version),
        supported: VERSION,
      })
    }
    return record
  }

  /** Writes what was deployed, in one rename, so that a start cut short leaves no half of it. */
  writeRecord(record: DevnetRecord): void {
    const file = join(this.path, 'devnet.json')
    writeFileSync(`${file}.new`, `${JSON.stringify({ version: VERSION, ...record }, null, 2)}\n`)
    renameSync(`${file}.new`, file)
  }

  /** A folder of one part of the devnet, made where it is missing. */
  folder(name: string): string {
    const path = join(this.path, name)
    mkdirSync(path, { recursive: true })
    return path
  }

  /** Removes everything that a start which never finished may have left. */
  clear(): void {
    for (const name of PARTS) {
      rmSync(join(this.path, name), { recursive: true, force: true })
    }
  }

  close(): void {
    if (this.isTemporary) rmSync(this.path, { recursive: true, force: true })
    else rmSync(join(this.path, 'lock'), { force: true })
  }
}

function lock(folder: string): void {
  const file = join(folder, 'lock')
  for (;;) {
    try {
      const descriptor = openSync(file, 'wx')
      writeSync(descriptor, String(process.pid))
      closeSync(descriptor)
      return
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new DataFolderUnusableError({ folder, reason: reasonOf(cause), cause })
      }
    }
    const pid = Number(readFileSync(file, 'utf8'))
    if (isAlive(pid)) throw new DataFolderLockedError({ folder, pid })
    rmSync(file, { force: true })
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function reasonOf(cause: unknown): string {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
      return 'no space is left on its disk'
    case 'EACCES':
    case 'EPERM':
      return 'no permission to write there'
    case 'EROFS':
      return 'its disk is read-only'
    case 'ENOENT':
      // What Node makes of a folder in a folder that cannot be written.
      return 'the folder above it cannot be written'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is in its place'
    default:
      return (cause as Error).message
  }
}
