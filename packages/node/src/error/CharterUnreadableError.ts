import { MvmError } from '@mvm/protocol'

/** `MVM_DACMaster.charter()` did not answer: its lists have grown beyond what one call can read. */
export class CharterUnreadableError extends MvmError {
  readonly code = 'CHARTER_UNREADABLE'

  constructor({ status }: { readonly status: string }) {
    super(`the charter's human form cannot be read in one call (${status})`, {
      remedy: 'Read its lists in parts with MVM_DACMaster.addresses(…).',
    })
  }
}
