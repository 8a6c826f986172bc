import type { TransactionBatch } from '@mvm/protocol'
import type { L1Connection } from '../l1/L1Connection.ts'
import { readChainEvents } from '../l1/readChainEvents.ts'
import type { ForcedElement } from './ForcedElement.ts'

/** The batch that has consumed a queue element; `undefined` if L1 has just been reorganised. */
export async function findIncludingBatch(
  l1: L1Connection,
  { element }: ForcedElement,
): Promise<TransactionBatch | undefined> {
  const { chainId, queueIndex, l1BlockNumber } = element
  const { batches } = await readChainEvents(l1, chainId, l1BlockNumber)
  return batches.find(
    ({ queueStart, queueEnd }) => queueStart <= queueIndex && queueIndex < queueEnd,
  )
}
