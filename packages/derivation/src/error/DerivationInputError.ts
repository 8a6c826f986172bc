import { MvmError } from '@mvm/protocol'

/** Which part of what the caller handed in contradicts the batch. */
export type DerivationInput =
  | 'chain id'
  | 'batch hash'
  | 'previous batch hash'
  | 'first block'
  | 'last block'
  | 'payload hash'
  | 'queue elements'
  | 'queue hash'
  | 'origin'

/**
 * The arguments of a derivation do not belong together. No content of L1 causes this: it means that the caller
 * read L1 inconsistently, across a reorg for instance.
 */
export class DerivationInputError extends MvmError {
  readonly code = 'DERIVATION_INPUT'
  readonly input: DerivationInput
  readonly batchIndex: number
  readonly expected: string
  readonly given: string

  constructor({
    input,
    batchIndex,
    expected,
    given,
  }: {
    readonly input: DerivationInput
    readonly batchIndex: number
    readonly expected: string | number
    readonly given: string | number
  }) {
    super(
      `Batch ${batchIndex} cannot be derived: its ${input} is ${expected}, given was ${given}`,
      {
        remedy: 'Read the batch, its queue elements and its origin again from one L1 chain.',
      },
    )
    this.input = input
    this.batchIndex = batchIndex
    this.expected = String(expected)
    this.given = String(given)
  }
}
