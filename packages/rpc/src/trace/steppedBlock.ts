import { resolveBlock } from '../chain/resolveBlock.ts'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import type { BlockReference } from '../parameter/BlockReference.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** A block that has a trace of steps. Throws `HeaderNotFoundError`, and {@link InvalidInputError} for genesis. */
export function steppedBlock(chain: ChainPort, reference: BlockReference): SealedHeader {
  const block = resolveBlock(chain, reference)
  if (block.header.number > 0) return block
  throw new InvalidInputError({ problem: 'genesis is not executed' })
}
