import type { CommanderError } from 'commander'
import { UsageError } from '../error/UsageError.ts'

/** The parser's complaint as an error of ours. */
export function toUsageError(error: CommanderError, words: readonly string[]): UsageError {
  const [noun, verb] = words.filter((word) => !word.startsWith('-'))
  const problem = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*)\?\)$/, ' (did you mean $1?)')
  // Only what the parser got past is known to be a command.
  const isNounUnknown = problem.startsWith('unknown command') && problem.includes(`'${noun}'`)
  const isVerbUnknown = problem.startsWith('unknown command')
  const known = isNounUnknown ? [] : isVerbUnknown ? [noun] : [noun, verb]
  const command = ['mvm', ...known.filter((word) => word !== undefined), '--help'].join(' ')
  return new UsageError({ problem, remedy: `Run: ${command}` })
}
