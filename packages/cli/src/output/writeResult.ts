import type { CommandResult } from './CommandResult.ts'
import type { Colour } from './colourFor.ts'

/** Prints what a command found: the only thing on stdout. Suggestions for people go to stderr. */
export function writeResult(
  { data, text, next = [] }: CommandResult,
  options: {
    readonly warnings: readonly string[]
    readonly isJson: boolean
    readonly colour: Colour
  },
): void {
  if (options.isJson) {
    const { warnings } = options
    process.stdout.write(`${JSON.stringify({ ok: true, data, warnings, next })}\n`)
    return
  }
  if (text !== '') process.stdout.write(`${text}\n`)
  for (const command of next) process.stderr.write(`${options.colour('dim', 'next:')} ${command}\n`)
}
