import type { BlockInput } from '@mvm/protocol'
import type { Profile } from '../profile/Profile.ts'
import type { StateReader } from '../state/StateReader.ts'
import { BlockExecution } from './BlockExecution.ts'
import type { ExecutedBlock } from './ExecutedBlock.ts'
import type { ExecutionOptions } from './ExecutionOptions.ts'
import type { ParentBlock } from './ParentBlock.ts'

/**
 * Executes a block: a pure function of the parent, its state and the input. Transactions that break a rule are
 * skipped (spec 2.2). Throws only if the store lacks state ({@link StateUnavailableError}) or the engine fails.
 */
export async function executeBlock(
  reader: StateReader,
  parent: ParentBlock,
  input: BlockInput,
  profile: Profile,
  options: ExecutionOptions = {},
): Promise<ExecutedBlock> {
  const execution = await BlockExecution.begin(reader, parent, input, profile, options)
  for (const raw of input.transactions) await execution.tryTransaction(raw)
  return execution.finish()
}
