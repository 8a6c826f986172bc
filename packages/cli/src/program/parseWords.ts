import { CommanderError } from 'commander'
import { commands } from '../command/commands.ts'
import { nouns } from '../command/nouns.ts'
import { UsageError } from '../error/UsageError.ts'
import { buildProgram, type Invocation } from './buildProgram.ts'
import { helpTopics } from './helpTopics.ts'
import { toUsageError } from './toUsageError.ts'
import { VERSION } from './VERSION.ts'

/**
 * What a command line asks for; `null` when it was help or the version, which `write` has taken by then.
 * Throws {@link UsageError}.
 */
export function parseWords(
  words: readonly string[],
  write: (text: string) => void,
): Invocation | null {
  const [first, topic, ...rest] = words
  if (first === 'help') {
    const text = helpTopics[topic ?? '']
    if (text === undefined) {
      return parseWords([...(topic === undefined ? [] : [topic, ...rest]), '--help'], write)
    }
    write(`${text}\n`)
    return null
  }
  let invocation: Invocation | null = null
  const onInvocation = (found: Invocation) => {
    invocation = found
  }
  try {
    const program = buildProgram({ commands, nouns, version: VERSION, onInvocation, write })
    program.parse([...words], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return null
    throw error.code === 'commander.help' ? noCommand(words) : toUsageError(error, words)
  }
  return invocation
}

function noCommand(words: readonly string[]): UsageError {
  const known = words.filter((word) => !word.startsWith('-'))
  return new UsageError({
    problem: known.length === 0 ? 'no command was given' : `mvm ${known[0]} needs a command`,
    remedy: `Run: ${['mvm', ...known, '--help'].join(' ')}`,
  })
}
