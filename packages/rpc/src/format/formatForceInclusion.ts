import type { Json } from '../jsonrpc/Json.ts'
import type { ForceInclusionStatus } from '../port/RollupPort.ts'
import { quantity } from './quantity.ts'

/** Where an element of the L1 queue stands. */
export function formatForceInclusion(status: ForceInclusionStatus): Json {
  return {
    queueIndex: quantity(status.queueIndex),
    state: status.state,
    enqueuedAtL1Block:
      status.enqueuedAtL1Block === null ? null : quantity(status.enqueuedAtL1Block),
    forcibleFromL1Block:
      status.forcibleFromL1Block === null ? null : quantity(status.forcibleFromL1Block),
    blockNumber: status.blockNumber === null ? null : quantity(status.blockNumber),
    transactionHash: status.transactionHash,
  }
}
