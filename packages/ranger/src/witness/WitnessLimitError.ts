import { MvmError } from '@mvm/protocol'

/** The witness of so many blocks is larger than a node hands out, or than is read; that of fewer may not be. */
export class WitnessLimitError extends MvmError {
  readonly code = 'WITNESS_LIMIT'
  readonly url: string
  /** The last block with which a witness from the same first one is said to fit. */
  readonly fittingBlock: number

  constructor({ url, fittingBlock }: { readonly url: string; readonly fittingBlock: number }) {
    super(`the witness from ${url} is too large beyond block ${fittingBlock}`, {
      remedy: 'Ask for the blocks up to that one, and for the others after them.',
    })
    this.url = url
    this.fittingBlock = fittingBlock
  }
}
