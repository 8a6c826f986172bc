import { MvmError } from '@mvm/protocol'

/** A witness lacks something without which a block cannot be executed; says nothing about the block. */
export class WitnessIncompleteError extends MvmError {
  readonly code = 'WITNESS_INCOMPLETE'
  /** The block that could not be executed. */
  readonly blockNumber: number
  readonly missing: string

  constructor({
    blockNumber,
    missing,
    cause,
  }: { readonly blockNumber: number; readonly missing: string; readonly cause?: unknown }) {
    super(`block ${blockNumber} cannot be checked: the witness lacks ${missing}`, {
      remedy: 'Ask another node for the witness, or derive the chain from L1.',
      ...(cause === undefined ? {} : { cause }),
    })
    this.blockNumber = blockNumber
    this.missing = missing
  }
}
