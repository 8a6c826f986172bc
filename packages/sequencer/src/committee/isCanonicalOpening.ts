import { elementHash, nextQueueHash } from '@mvm/protocol'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { L1View } from '../port/L1ViewPort.ts'

/** Whether this view of L1 has the batch's origin and the elements that it consumes. */
export function isCanonicalOpening(
  { origin, queueStart, queueEnd, queueHashStart, queueElements }: BatchOpening,
  view: L1View,
): boolean {
  if (view.block(origin.number)?.hash !== origin.hash) return false
  if (view.queueHash(queueStart) !== queueHashStart) return false
  if (queueElements.length !== queueEnd - queueStart) return false
  let queueHash = queueHashStart
  for (const [index, element] of queueElements.entries()) {
    queueHash = nextQueueHash(queueHash, elementHash(element))
    if (queueHash !== element.queueHashAfter) return false
    if (queueHash !== view.queueHash(queueStart + index + 1)) return false
  }
  return true
}
