import { MvmError } from '../error/MvmError.ts'

/** Something is no list of a deployment's contracts. */
export class L1ContractsInvalidError extends MvmError {
  readonly code = 'L1_CONTRACTS_INVALID'
  /** The field that is not what it has to be. */
  readonly field: string

  constructor({ field, value, wanted }: Invalid) {
    super(`"${field}" is ${JSON.stringify(value) ?? 'missing'}, not ${wanted}`, {
      remedy: 'Give what the deployment wrote.',
    })
    this.field = field
  }
}

interface Invalid {
  readonly field: string
  readonly value: unknown
  /** Such as `an address`. */
  readonly wanted: string
}
