/** The end of a DAC's chain: where it stands, and what stands there. */
export interface Tip {
  /** Twice the head's number, and one more where its batch is finished: rises with every entry. */
  readonly position: number
  /** Hash of the head while its batch is open, else of the batch; binds all before it. */
  readonly id: string
}

/**
 * One step of a DAC's chain that its committee decides: the successor of one tip. What is decided about a tip is
 * one instance of consensus; the next one begins when it is over.
 */
export interface Entry<Body> {
  readonly parent: Tip
  /** The tip that the entry leads to. Entries with the same parent and tip are the same. */
  readonly tip: Tip
  readonly body: Body
}
