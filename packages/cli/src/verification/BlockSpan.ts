/** Blocks from `first` to `last`, both included. */
export interface BlockSpan {
  readonly first: number
  readonly last: number
}
