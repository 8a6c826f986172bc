import type { Json } from './Json.ts'

/** What a command found or did. */
export interface CommandResult {
  /** For programs: the `data` of `--json`. */
  readonly data: Json
  /** For people: what stands on stdout without `--json`, without a line break at its end. */
  readonly text: string
  /** Commands that a user is likely to want now. */
  readonly next?: readonly string[]
}
