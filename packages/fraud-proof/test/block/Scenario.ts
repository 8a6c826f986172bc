import { world } from './scenarioWorld.ts'
import { type BatchFields, type SteppedBlock, TestRollup } from './TestRollup.ts'

/** Blocks of one kind of input. */
export interface Scenario {
  readonly name: string
  readonly run: () => Promise<readonly SteppedBlock[]>
}

/** A block of its own with these transactions. */
export function scenario(
  name: string,
  transactions: readonly Uint8Array[],
  fields: BatchFields = {},
): Scenario {
  return { name, run: async () => [await new TestRollup(world()).block(transactions, fields)] }
}
