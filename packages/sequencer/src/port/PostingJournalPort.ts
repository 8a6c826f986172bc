/** A call that has been or is about to be broadcast. */
export interface PostingEntry {
  /** `batchHash` for a transaction batch, `state:<firstBlock>:<batchHash>` for a state batch. */
  readonly id: string
  readonly nonce: number
}

/** Which nonce each call in flight has: what a restart needs not to post twice. */
export interface PostingJournalPort {
  entries(): Promise<readonly PostingEntry[]>
  /** Durable when resolved. Replaces an entry with the same id. */
  write(entry: PostingEntry): Promise<void>
  erase(ids: readonly string[]): Promise<void>
}
