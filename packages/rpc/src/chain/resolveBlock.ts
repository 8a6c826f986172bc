import { HeaderNotFoundError } from '../error/HeaderNotFoundError.ts'
import type { BlockReference } from '../parameter/BlockReference.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { findBlock } from './findBlock.ts'

/** The block that a reference means; throws {@link HeaderNotFoundError} when the chain has none. */
export function resolveBlock(chain: ChainPort, reference: BlockReference): SealedHeader {
  const block = findBlock(chain, reference)
  if (block === null) throw new HeaderNotFoundError()
  return block
}
