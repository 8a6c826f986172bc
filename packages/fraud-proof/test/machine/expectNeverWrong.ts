import { expect } from 'vitest'
import type { BlockStep } from '../block/TestRollup.ts'
import type { StepVerifier } from '../evm/StepVerifier.ts'
import { type Spread, sweepGas } from './sweepGas.ts'

/** Each step, with each gas limit that is tried, reverts below what it needs, and above gives the right hash. */
export async function expectNeverWrong(
  verifier: StepVerifier,
  records: readonly BlockStep[],
  spread: Spread,
): Promise<void> {
  let count = 0
  let needed = 0
  for (const record of records) {
    const name = `${record.module}, kind ${record.state.kind}, ${record.tape.length} bytes`
    const found = await sweepGas(verifier, record, spread)
    expect({ name, wrong: found.wrong, odd: found.odd }).toEqual({ name, wrong: [], odd: [] })
    needed = Math.max(needed, found.needed)
    count += found.count
  }
  process.stderr.write(`${records.length} steps, ${count} gas limits, ${needed} is enough\n`)
}
