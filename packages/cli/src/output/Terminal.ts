/** The person at the keyboard, if there is one. */
export interface Terminal {
  /** Whether questions can be asked: stdin and stderr are a terminal, and this is no continuous integration. */
  readonly isInteractive: boolean
  /** Asks for a line. Rejects when the signal aborts. */
  ask(question: string, signal: AbortSignal): Promise<string>
  /** Asks for a line without showing what is typed. */
  askHidden(question: string, signal: AbortSignal): Promise<string>
}
