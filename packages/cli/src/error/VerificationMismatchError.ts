import type { Json } from '../output/Json.ts'
import type { Mismatch } from '../verification/Mismatch.ts'
import { CliError } from './CliError.ts'
import { exitCodes } from './exitCodes.ts'

/** What L1 or a node claims is not what own execution of L1's data gives: a fault, or a fraud. */
export class VerificationMismatchError extends CliError {
  readonly code = 'VERIFICATION_MISMATCH'
  readonly exitCode = exitCodes.fraud
  readonly mismatches: readonly Mismatch[]

  constructor({
    chainId,
    mismatches,
  }: {
    readonly chainId: number
    readonly mismatches: readonly Mismatch[]
  }) {
    const lines = mismatches.map(describe)
    const count = mismatches.length === 1 ? 'one claim is' : `${mismatches.length} claims are`
    super(`chain ${chainId}: ${count} wrong\n${lines.join('\n')}`, {
      remedy: 'Do not rely on these blocks; if it is a state batch, its asserter can be disputed.',
    })
    this.mismatches = mismatches
  }

  override get details(): Json {
    return { mismatches: this.mismatches.map((mismatch) => ({ ...mismatch })) }
  }
}

function describe(mismatch: Mismatch): string {
  const { claimed, computed } = mismatch
  if (mismatch.kind === 'block') {
    return `block ${mismatch.blockNumber}: the node says ${claimed}, own execution ${computed}`
  }
  if (mismatch.kind === 'output root') {
    const { blockNumber, stateBatchIndex, asserter, fields } = mismatch
    const what = fields === null ? '' : `; the headers differ in ${fields.join(', ')}`
    return `block ${blockNumber} (state batch ${stateBatchIndex}, asserted by ${asserter}): L1 has ${claimed}, own execution ${computed}${what}`
  }
  const { stateBatchIndex, firstBlock, lastBlock, asserter } = mismatch
  return `state batch ${stateBatchIndex} (blocks ${firstBlock} to ${lastBlock}, asserted by ${asserter}): L1 has ${claimed}, own execution ${computed}`
}
