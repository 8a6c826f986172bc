/** The newest of a row of entries; a reader remembers where it was and asks for what came since. */
export class Journal<T> {
  readonly #capacity: number
  #entries: T[] = []
  /** Position of the first kept entry. */
  #start = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Position after the newest entry. */
  get end(): number {
    return this.#start + this.#entries.length
  }

  append(entry: T): void {
    this.#entries.push(entry)
    // Cut rarely, so that appending costs O(1) on average.
    if (this.#entries.length >= this.#capacity * 2) this.#cutTo(this.#capacity)
  }

  /** Entries from a position on; `null` when some of them are forgotten. */
  since(position: number): readonly T[] | null {
    return position < this.#start ? null : this.#entries.slice(position - this.#start)
  }

  /** Forgets everything kept; positions stay valid. */
  clear(): void {
    this.#cutTo(0)
  }

  #cutTo(kept: number): void {
    const cut = this.#entries.length - kept
    this.#entries = this.#entries.slice(cut)
    this.#start += cut
  }
}
