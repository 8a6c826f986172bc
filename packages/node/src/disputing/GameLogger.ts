/** What is told of a game while it is played. */
export interface GameLogger {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
}
