import { MvmError } from '@mvm/protocol'

/** The sequencer takes no transactions, because it has ended. */
export class SequencerStoppedError extends MvmError {
  readonly code = 'SEQUENCER_STOPPED'

  constructor({ cause }: { readonly cause?: unknown }) {
    super(
      cause instanceof Error
        ? `The sequencer has stopped: ${cause.message}`
        : 'The sequencer has stopped',
      { cause, remedy: 'Send the transaction to another sequencer, or restart this one.' },
    )
  }
}
