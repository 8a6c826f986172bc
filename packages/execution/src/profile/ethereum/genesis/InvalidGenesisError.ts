import { MvmError } from '@mvm/protocol'

/** A genesis file that does not say what chain it begins. */
export class InvalidGenesisError extends MvmError {
  readonly code = 'INVALID_GENESIS'
  /** Where in the file, as a path of names. */
  readonly path: string
  readonly problem: string

  constructor({ path, problem }: { readonly path: string; readonly problem: string }) {
    super(`the genesis file cannot be used: ${path} ${problem}`, {
      remedy:
        'Give a genesis file as geth reads it, of a chain without other upgrades than up to Osaka.',
    })
    this.path = path
    this.problem = problem
  }
}
