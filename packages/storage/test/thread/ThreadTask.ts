/** What a thread of the tests is told. */
export interface ThreadTask {
  readonly folder: string
  readonly chainId: number
  /** Int32s: the number of the last commit that has resolved, then what each reader has checked. */
  readonly shared: SharedArrayBuffer
  /** Of a reader: its place in `shared`. */
  readonly slot: number
  readonly seed: number
}
