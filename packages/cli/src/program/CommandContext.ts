import type { Settings } from '../configuration/Settings.ts'
import type { Progress } from '../output/Progress.ts'
import type { Terminal } from '../output/Terminal.ts'

/** What a command works with. */
export interface CommandContext {
  readonly settings: Settings
  readonly progress: Progress
  readonly terminal: Terminal
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal
  /** Whether the result is printed as JSON. */
  readonly isJson: boolean
  /** Says something on stderr that also becomes one of the result's `warnings`. */
  warn(text: string): void
}
