import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** A file that the command line names cannot be read or written. */
export class FileUnusableError extends CliError {
  readonly code = 'FILE_UNUSABLE'
  readonly exitCode = exitCodes.configuration
  readonly path: string

  constructor({
    path,
    action,
    cause,
  }: {
    readonly path: string
    readonly action: 'read' | 'written'
    readonly cause: unknown
  }) {
    super(`${path} cannot be ${action}: ${reasonOf(cause)}`, {
      remedy: 'Name another file, or correct its path and permissions.',
      cause,
    })
    this.path = path
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  switch ('code' in cause ? cause.code : undefined) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied'
    case 'EISDIR':
      return 'it is a folder'
    case 'EEXIST':
      return 'it exists already'
    default:
      return cause.message
  }
}
