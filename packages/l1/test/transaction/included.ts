import type { L1TransactionOutcome } from '../../src/index.ts'

/** An outcome that has to be an inclusion; throws for any other. */
export function included(
  outcome: L1TransactionOutcome,
): L1TransactionOutcome & { status: 'included' } {
  if (outcome.status !== 'included') throw new Error(`the outcome is ${outcome.status}`)
  return outcome
}
