import { findBlock } from '../chain/findBlock.ts'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import type { BlockReference } from '../parameter/BlockReference.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** A block that can be executed again; throws {@link InvalidInputError} in geth's words for one that cannot. */
export function traceableBlock(chain: ChainPort, reference: BlockReference): SealedHeader {
  const block = findBlock(chain, reference)
  if (block === null) {
    const name =
      reference.kind === 'hash'
        ? reference.blockHash
        : reference.kind === 'number'
          ? `#${reference.blockNumber}`
          : reference.tag
    throw new InvalidInputError({ problem: `block ${name} not found` })
  }
  if (block.header.number === 0)
    throw new InvalidInputError({ problem: 'genesis is not traceable' })
  return block
}
