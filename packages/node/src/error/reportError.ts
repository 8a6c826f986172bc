import { MvmError } from '@mvm/protocol'
import { CommanderError } from 'commander'

/** Errors of settings, by their codes: not all of their classes are loaded before they are needed. */
const SETTING_CODES = new Set(['CONFIGURATION', 'FAULT_REFUSED', 'UNKNOWN_FAULT'])

/**
 * Tells a person on stderr what went wrong, why and what to do, and returns the exit code:
 * 2 for wrong usage, 3 for a setting that cannot be used, 10 for an abort, 6 for what the surroundings refused, 1 for a
 * bug of ours.
 */
export function reportError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof MvmError) {
    process.stderr.write(`error ${error.code}: ${error.message}\n`)
    if (error.remedy !== undefined) process.stderr.write(`  ${error.remedy}\n`)
    return SETTING_CODES.has(error.code) ? 3 : 6
  }
  if (error instanceof Error && error.name === 'AbortError') return 10
  process.stderr.write(
    `internal error: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  if (process.env.MVM_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  else
    process.stderr.write(
      '  This is a bug. Run again with MVM_DEBUG=1 for its trace, and report it.\n',
    )
  return 1
}
