import { MvmError } from '@mvm/protocol'

/** A block's trace needs more memory than whoever asked for it may use. */
export class TraceTooLargeError extends MvmError {
  readonly code = 'TRACE_TOO_LARGE'
  readonly maxBytes: number

  constructor({ maxBytes }: { readonly maxBytes: number }) {
    super(`the trace keeps more than ${maxBytes} bytes`, {
      remedy:
        'Ask somebody who plays disputes, or trace the block from L1 with `mvm dispute step`.',
    })
    this.maxBytes = maxBytes
  }
}
