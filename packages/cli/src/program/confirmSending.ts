import { AbortedError } from '../error/AbortedError.ts'
import { NoTerminalError } from '../error/NoTerminalError.ts'
import { isDevelopmentChain } from '../key/isDevelopmentChain.ts'
import { formatFields } from '../output/formatFields.ts'
import type { CommandContext } from './CommandContext.ts'

/** What a user has to know before anything is sent. */
export interface Sending {
  readonly l1ChainId: number
  /** What is done, such as `create the DAC "acme"`. */
  readonly action: string
  /** Chain, account, amount … */
  readonly facts: readonly (readonly [name: string, value: string | number])[]
}

/**
 * Asks before something is sent, unless the chain is one for development or `--yes` was given.
 * Throws {@link AbortedError} on any answer but yes, {@link NoTerminalError} where nobody can be asked.
 */
export async function confirmSending(
  context: CommandContext,
  sending: Sending,
  isConfirmed: boolean,
): Promise<void> {
  if (isConfirmed || isDevelopmentChain(sending.l1ChainId)) return
  const question = `Really ${sending.action}?`
  if (!context.terminal.isInteractive) {
    throw new NoTerminalError({
      question,
      remedy: 'Run the same command with --yes, or with --dry-run to see what it would do.',
    })
  }
  context.progress.end('done')
  context.progress.note(formatFields(sending.facts))
  const answer = await context.terminal.ask(`${question} [y/N] `, context.signal)
  if (!/^y(es)?$/i.test(answer.trim())) throw new AbortedError('Nothing was sent.')
}
