import { type L1Origin, predeploys } from '@mvm/protocol'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { BatchTip, L1View } from '../port/L1ViewPort.ts'
import { takeQueueElements } from './takeQueueElements.ts'

/**
 * Settles everything that a batch's first block fixes: on this origin, after `tip`, with all queue elements
 * that it may consume. `undefined` while the queue does not hold the element that the first batch needs.
 */
export function openBatch(
  chainId: number,
  tip: BatchTip,
  origin: L1Origin,
  view: Pick<L1View, 'queueLength' | 'queueElements'>,
): BatchOpening | undefined {
  const queueElements = takeQueueElements(view, tip.queueEnd, origin.number)
  if (tip.queueEnd === 0 && queueElements.length === 0) return undefined
  return {
    chainId,
    prevBatchHash: tip.batchHash,
    firstBlock: tip.nextBlock,
    origin,
    previousOriginNumber: tip.originNumber,
    feeScalar: tip.feeScalar,
    producer: predeploys.feeVault,
    producerSignature: new Uint8Array(0),
    queueStart: tip.queueEnd,
    queueEnd: tip.queueEnd + queueElements.length,
    queueHashStart: tip.queueHashEnd,
    queueHashEnd: queueElements.at(-1)?.queueHashAfter ?? tip.queueHashEnd,
    queueElements,
  }
}
