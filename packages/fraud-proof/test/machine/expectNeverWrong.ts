import { expect } from 'vitest'
import type { BlockStep } from '../block/TestRollup.ts'
import type { StepVerifier } from '../evm/StepVerifier.ts'
import { type Spread, sweepGas } from './sweepGas.ts'

/**
 * Each step, with each gas limit that is tried, reverts below what it needs, and above gives the right hash. Gives what
 * each needs.
 */
export async function expectNeverWrong(
  verifier: StepVerifier,
  records: readonly BlockStep[],
  spread: Spread,
): Promise<readonly number[]> {
  let count = 0
  const needed: number[] = []
  for (const record of records) {
    const name = `${record.module}, kind ${record.state.kind}, ${record.tape.length} bytes`
    const found = await sweepGas(verifier, record, spread)
    expect({ name, wrong: found.wrong, odd: found.odd }).toEqual({ name, wrong: [], odd: [] })
    needed.push(found.needed)
    count += found.count
  }
  process.stderr.write(
    `${records.length} steps, ${count} gas limits, ${Math.max(...needed)} is enough\n`,
  )
  return needed
}
