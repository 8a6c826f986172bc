import type { ExecutionOptions } from '../../../block/ExecutionOptions.ts'
import type { StateReader } from '../../../state/StateReader.ts'
import type { EthereumProfile } from '../../Profile.ts'
import type { EthereumParent } from '../header/EthereumParent.ts'
import { EthereumBlockExecution } from './EthereumBlockExecution.ts'
import type { EthereumBlockInput } from './EthereumBlockInput.ts'
import type { ExecutedEthereumBlock } from './ExecutedEthereumBlock.ts'

/** Builds an Ethereum block: transactions that break a rule are skipped, the header follows from the rest. */
export async function executeEthereumBlock(
  reader: StateReader,
  parent: EthereumParent,
  input: EthereumBlockInput,
  profile: EthereumProfile,
  options: ExecutionOptions = {},
): Promise<ExecutedEthereumBlock> {
  const execution = await EthereumBlockExecution.begin(reader, parent, input, profile, options)
  for (const raw of input.transactions) await execution.tryTransaction(raw)
  return execution.finish()
}
