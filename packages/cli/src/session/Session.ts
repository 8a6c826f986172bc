/** What a node lets an account read with, until it ends or the node does. */
export interface Session {
  readonly token: string
  readonly address: string
  /** ISO 8601. */
  readonly expiresAt: string
}
