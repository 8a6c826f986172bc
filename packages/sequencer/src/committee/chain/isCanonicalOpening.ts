import { isDeepStrictEqual } from 'node:util'
import type { BatchOpening } from '../../port/BatchOpening.ts'
import type { L1View } from '../../port/L1ViewPort.ts'

/**
 * Whether this view of L1 has the batch's origin and the elements that it consumes, in every field: blocks are executed
 * on what the opening says, and a hash alone would not bind all of it.
 */
export function isCanonicalOpening(
  { origin, queueStart, queueEnd, queueHashStart, queueElements }: BatchOpening,
  view: L1View,
): boolean {
  if (!isDeepStrictEqual(view.block(origin.number), origin)) return false
  if (view.queueHash(queueStart) !== queueHashStart) return false
  const isThere = queueStart >= view.base.queueEnd && queueEnd <= view.queueLength
  if (queueStart === queueEnd) return queueElements.length === 0
  return isThere && isDeepStrictEqual(view.queueElements(queueStart, queueEnd), queueElements)
}
