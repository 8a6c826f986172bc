import type { ExecutionOptions } from '../../../block/ExecutionOptions.ts'
import { describeSkip } from '../../../simulation/describeSkip.ts'
import type { StateReader } from '../../../state/StateReader.ts'
import type { EthereumProfile } from '../../Profile.ts'
import type { EthereumHeader } from '../header/EthereumHeader.ts'
import type { EthereumParent } from '../header/EthereumParent.ts'
import { verifyEthereumHeader } from '../header/verifyEthereumHeader.ts'
import { InvalidBlockError } from '../InvalidBlockError.ts'
import type { EthereumBlock } from './EthereumBlock.ts'
import { EthereumBlockExecution } from './EthereumBlockExecution.ts'
import type { ExecutedEthereumBlock } from './ExecutedEthereumBlock.ts'
import { inputOfEthereumBlock } from './inputOfEthereumBlock.ts'
import { verifyEthereumBody } from './verifyEthereumBody.ts'

/**
 * Checks a block in full: its header against its parent, its contents against its header, and by executing it
 * every field that follows from that. Only the seal of proof of work is taken as it is. Throws
 * {@link InvalidBlockError}, or {@link StateUnavailableError} if the store lacks state.
 */
export async function verifyEthereumBlock(
  reader: StateReader,
  parent: EthereumParent,
  block: EthereumBlock,
  profile: EthereumProfile,
  options: ExecutionOptions = {},
): Promise<ExecutedEthereumBlock> {
  const { header, transactions } = block
  verifyEthereumHeader(header, parent, profile)
  verifyEthereumBody(block, parent, profile)
  const input = inputOfEthereumBlock(block)
  const execution = await EthereumBlockExecution.begin(reader, parent, input, profile, options)
  for (const [index, raw] of transactions.entries()) {
    const result = await execution.tryTransaction(raw)
    if (result.status === 'included') continue
    throw new InvalidBlockError({
      blockNumber: header.number,
      field: 'transactions',
      expected: 'such that all can be included',
      found: `number ${index} cannot: ${describeSkip(result.reason)}`,
    })
  }
  const executed = await execution.finish()
  requireSame(header, executed.block.header)
  return executed
}

function requireSame(header: EthereumHeader, computed: EthereumHeader): void {
  for (const field of Object.keys(computed) as (keyof EthereumHeader)[]) {
    if (header[field] === computed[field]) continue
    throw new InvalidBlockError({
      blockNumber: header.number,
      field,
      expected: String(computed[field]),
      found: String(header[field]),
    })
  }
}
