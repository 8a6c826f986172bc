/** One option of a command; `T` is what the command gets. */
export interface OptionSpec<T> {
  /** Such as `--to <address>`. */
  readonly flags: string
  readonly description: string
  /** Absent for a switch, which has no value. Throws commander's `InvalidArgumentError`. */
  readonly parse?: (text: string) => unknown
  readonly isRequired: boolean
  readonly fallback?: T
}
