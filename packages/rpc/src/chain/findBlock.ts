import type { BlockReference } from '../parameter/BlockReference.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/**
 * The block that a reference means, `null` when the chain has none. `pending` is the newest block: a DAC has no
 * block under construction that one could look at.
 */
export function findBlock(chain: ChainPort, reference: BlockReference): SealedHeader | null {
  switch (reference.kind) {
    case 'hash':
      return chain.headerByHash(reference.blockHash)
    case 'number':
      return chain.headerByNumber(reference.blockNumber)
    case 'tag':
      switch (reference.tag) {
        case 'earliest':
          return chain.headerByNumber(0)
        case 'safe':
        case 'finalized':
          return chain.head(reference.tag)
        case 'latest':
        case 'pending':
          return chain.head('unsafe')
      }
  }
}
