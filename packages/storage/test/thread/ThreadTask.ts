/** What a thread of the tests is told. */
export interface ThreadTask {
  readonly folder: string
  readonly chainId: number
  /** One Int32: the number of the last commit that has resolved. */
  readonly shared: SharedArrayBuffer
  readonly seed: number
}
