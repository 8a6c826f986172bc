import { MvmError } from '@mvm/protocol'

export class MalformedTapeError extends MvmError {
  readonly code = 'MALFORMED_TAPE'
  readonly offset: number

  constructor({ offset, length }: { readonly offset: number; readonly length: number }) {
    super(`the element at offset ${offset} of the tape runs past its end at ${length}`, {
      remedy: 'Record the tape again from the state that it is for.',
    })
    this.offset = offset
  }
}
