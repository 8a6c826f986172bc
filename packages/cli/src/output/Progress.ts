/** Where a command says on stderr what it is doing. */
export interface Progress {
  /** A step begins; the one before it has succeeded. */
  step(text: string): void
  /** The running step has come further: shown on a terminal only. */
  update(text: string): void
  /** Something to know, such as a warning; the running step goes on. */
  note(text: string): void
  /** The last step has ended, well or badly. */
  end(outcome: 'done' | 'failed'): void
}
