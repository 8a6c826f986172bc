import type { BatchLog } from '../../log/BatchLog.ts'
import type { BatchOpening } from '../../port/BatchOpening.ts'
import type { L1View } from '../../port/L1ViewPort.ts'
import { isCanonicalOpening } from './isCanonicalOpening.ts'

/** Whether a batch can be the next after those of a log, and L1 is as it has it. */
export function isNextOpening(opens: BatchOpening, log: BatchLog, view: L1View): boolean {
  if (log.last?.kind === 'open') return false
  const tip = log.tip(view.base)
  const isNext =
    opens.prevBatchHash === tip.batchHash &&
    opens.firstBlock === tip.nextBlock &&
    opens.previousOriginNumber === tip.originNumber &&
    opens.origin.number >= tip.originNumber &&
    opens.feeScalar === tip.feeScalar &&
    opens.queueStart === tip.queueEnd &&
    opens.queueHashStart === tip.queueHashEnd &&
    opens.queueHashEnd === (opens.queueElements.at(-1)?.queueHashAfter ?? opens.queueHashStart)
  return isNext && isCanonicalOpening(opens, view)
}
