import type { BlockInput } from '@mvm/protocol'
import type { EthereumBlockInput } from '../profile/ethereum/block/EthereumBlockInput.ts'
import type { ExecutedEthereumBlock } from '../profile/ethereum/block/ExecutedEthereumBlock.ts'
import { executeEthereumBlock } from '../profile/ethereum/block/executeEthereumBlock.ts'
import type { EthereumParent } from '../profile/ethereum/header/EthereumParent.ts'
import type { EthereumProfile, MvmProfile, Profile } from '../profile/Profile.ts'
import type { StateReader } from '../state/StateReader.ts'
import { BlockExecution } from './BlockExecution.ts'
import type { ExecutedBlock } from './ExecutedBlock.ts'
import type { ExecutionOptions } from './ExecutionOptions.ts'
import type { ParentBlock } from './ParentBlock.ts'

/**
 * Executes a block: a pure function of the parent, its state and the input. Transactions that break a rule are
 * skipped (spec 2.2). Throws only if the store lacks state ({@link StateUnavailableError}) or the engine fails.
 */
export function executeBlock(
  reader: StateReader,
  parent: ParentBlock,
  input: BlockInput,
  profile: MvmProfile,
  options?: ExecutionOptions,
): Promise<ExecutedBlock>
/** The same by Ethereum's rules, with canonical tries and header (spec 2.7). */
export function executeBlock(
  reader: StateReader,
  parent: EthereumParent,
  input: EthereumBlockInput,
  profile: EthereumProfile,
  options?: ExecutionOptions,
): Promise<ExecutedEthereumBlock>
export async function executeBlock(
  reader: StateReader,
  parent: ParentBlock | EthereumParent,
  input: BlockInput | EthereumBlockInput,
  profile: Profile,
  options: ExecutionOptions = {},
): Promise<ExecutedBlock | ExecutedEthereumBlock> {
  // By the signatures above, parent and input are those of the profile.
  if (profile.kind === 'ethereum') {
    const ethereumInput = input as EthereumBlockInput
    return executeEthereumBlock(reader, parent as EthereumParent, ethereumInput, profile, options)
  }
  const mvmInput = input as BlockInput
  const mvmParent = parent as ParentBlock
  const execution = await BlockExecution.begin(reader, mvmParent, mvmInput, profile, options)
  for (const raw of mvmInput.transactions) await execution.tryTransaction(raw)
  return execution.finish()
}
