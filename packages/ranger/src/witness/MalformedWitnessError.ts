import { MvmError } from '@mvm/protocol'

/** What a node answered is not a witness at all. */
export class MalformedWitnessError extends MvmError {
  readonly code = 'MALFORMED_WITNESS'

  constructor({ problem }: { readonly problem: string }) {
    super(`a node's witness cannot be read: ${problem}`, {
      remedy: 'Ask another node for the witness.',
    })
  }
}
