import { MvmError } from '@mvm/protocol'

/** What was recorded of an execution is more than somebody wants to have. */
export class TraceTooLargeError extends MvmError {
  readonly code = 'TRACE_TOO_LARGE'
  readonly limitBytes: number

  constructor({ limitBytes }: { readonly limitBytes: number }) {
    super(`the trace has more than ${limitBytes} bytes`, {
      remedy: 'Trace a single transaction, without memory and stack, or with a limit.',
    })
    this.limitBytes = limitBytes
  }
}
