import { resolveSettings } from '../configuration/resolveSettings.ts'
import { AbortedError } from '../error/AbortedError.ts'
import { exitCodes } from '../error/exitCodes.ts'
import { colourFor } from '../output/colourFor.ts'
import { PlainProgress } from '../output/PlainProgress.ts'
import { ProcessTerminal } from '../output/ProcessTerminal.ts'
import type { Progress } from '../output/Progress.ts'
import { TerminalProgress } from '../output/TerminalProgress.ts'
import { writeError } from '../output/writeError.ts'
import { writeResult } from '../output/writeResult.ts'
import { exitCodeOf } from './exitCodeOf.ts'
import { parseWords } from './parseWords.ts'

/** Runs one command line to its end and gives the exit code; the only place that prints a result. */
export async function runCli(words: readonly string[]): Promise<number> {
  const environment = { ...process.env }
  // Children of this process, such as the devnet's, have no business with it.
  delete process.env.MVM_PRIVATE_KEY
  const isAutomated = (environment.CI ?? '') !== '' && environment.CI !== 'false'
  const isDumb = environment.TERM === 'dumb'
  const colour = colourFor(process.stderr.isTTY === true, environment)
  const toStderr = (text: string) => void process.stderr.write(text)
  const progress: Progress =
    process.stderr.isTTY && !isAutomated && !isDumb
      ? new TerminalProgress(toStderr, () => process.stderr.columns || 80, colour)
      : new PlainProgress(toStderr)
  const warnings: string[] = []
  let isJson = words.includes('--json')
  try {
    const invocation = parseWords(words, (text) => void process.stdout.write(text))
    if (invocation === null) return exitCodes.ok
    const { command, options } = invocation
    isJson = options.json === true
    const result = await command.handle(
      {
        settings: resolveSettings({ flags: options, environment, workingFolder: process.cwd() }),
        progress,
        terminal: new ProcessTerminal(environment),
        environment,
        signal: abortOnSignals(),
        isJson,
        warn: (text) => {
          warnings.push(text)
          progress.note(`${colour('yellow', 'warning')}: ${text}`)
        },
      },
      { arguments: invocation.arguments, options },
    )
    progress.end('done')
    if (result !== null) writeResult(result, { warnings, isJson, colour })
    return exitCodes.ok
  } catch (error) {
    progress.end('failed')
    const shown = isAbort(error) ? new AbortedError() : error
    writeError(shown, { warnings, isJson, colour, isDebug: Boolean(environment.MVM_DEBUG) })
    return exitCodeOf(shown)
  }
}

/** The first Ctrl-C or SIGTERM lets the command end in order, the second ends it at once. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort(new AbortedError())
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller.signal
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
