import { MvmError } from '@mvm/protocol'

/** Whoever asked for a simulation waits for it no longer. */
export class QueryCancelledError extends MvmError {
  readonly code = 'QUERY_CANCELLED'

  constructor() {
    super('the simulation was given up, because nobody waits for it any more', {
      remedy: 'Ask for less at once, or again.',
    })
  }
}
