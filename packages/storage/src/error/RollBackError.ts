import { MvmError } from '@mvm/protocol'

/** A roll-back to a block that is not behind the head, or behind finality without saying so. */
export class RollBackError extends MvmError {
  readonly code = 'ROLL_BACK'
  readonly targetNumber: number
  readonly headNumber: number
  readonly finalizedNumber: number

  constructor({
    targetNumber,
    headNumber,
    finalizedNumber,
  }: {
    readonly targetNumber: number
    readonly headNumber: number
    readonly finalizedNumber: number
  }) {
    super(
      targetNumber < finalizedNumber
        ? `The chain cannot be rolled back to block ${targetNumber}: block ${finalizedNumber} is finalized`
        : `The chain cannot be rolled back to block ${targetNumber}: its head is ${headNumber}`,
      {
        remedy:
          targetNumber < finalizedNumber
            ? 'Name the new finalized head in the same change if L1 really took back finalized blocks.'
            : 'Roll back to a block between genesis and the head.',
      },
    )
    this.targetNumber = targetNumber
    this.headNumber = headNumber
    this.finalizedNumber = finalizedNumber
  }
}
