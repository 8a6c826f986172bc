import type { QueueElement } from '@mvm/protocol'
import type { L1View } from '../port/L1ViewPort.ts'
import { MAX_BATCH_QUEUE_ELEMENTS, MAX_BATCH_QUEUE_GAS } from './batchLimits.ts'

/**
 * The elements that a batch with this origin consumes: all from `queueStart` on that were enqueued at or
 * before the origin, as far as the caps allow. That includes every element that the CTC insists on.
 */
export function takeQueueElements(
  view: Pick<L1View, 'queueLength' | 'queueElements'>,
  queueStart: number,
  originNumber: number,
): readonly QueueElement[] {
  const end = Math.min(view.queueLength, queueStart + MAX_BATCH_QUEUE_ELEMENTS)
  const taken: QueueElement[] = []
  let gas = 0n
  for (const element of view.queueElements(queueStart, end)) {
    gas += element.gasLimit
    if (element.l1BlockNumber > originNumber || gas > MAX_BATCH_QUEUE_GAS) break
    taken.push(element)
  }
  return taken
}
