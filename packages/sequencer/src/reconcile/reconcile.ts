import type { RollupRules } from '../batch/RollupRules.ts'
import type { L1View } from '../port/L1ViewPort.ts'
import type { Decision, ResealReason } from './Decision.ts'
import type { LocalBatch } from './LocalBatch.ts'

/** L1 blocks that an unincluded batch is given to be mined before its origin is too old. */
const INCLUSION_MARGIN = 2

/** The part of a view on which the decision depends. */
export type ReconciledView = Pick<L1View, 'head' | 'block' | 'queueHash' | 'batches' | 'base'>

/**
 * Compares the local batches with those on L1 and decides what to do. Batches are told apart by their hash,
 * which binds all that went into their blocks and into all blocks before (spec 3).
 *
 * @param local all local batches after `view.base`, by first block; only the last can be open
 */
export function reconcile(
  local: readonly LocalBatch[],
  view: ReconciledView,
  rules: RollupRules,
): Decision {
  const safeCount = countCommon(local, view)
  const foreign = view.batches[safeCount]
  if (foreign !== undefined) {
    const batches = view.batches.slice(safeCount)
    return { kind: 'adopt', safeCount, fromBlock: foreign.firstBlock, batches }
  }
  const rest = local.slice(safeCount)
  for (const batch of rest) {
    const { originNumber, adoptedAt = originNumber } = batch
    const l1BlockNumber = Math.max(originNumber, adoptedAt)
    if (l1BlockNumber > view.head.number) return { kind: 'wait', safeCount, l1BlockNumber }
    const reason = whyNotIncludable(batch, view, rules)
    if (reason !== undefined) {
      return { kind: 'reseal', safeCount, fromBlock: batch.firstBlock, reason }
    }
  }
  const unincluded = rest.filter(({ status }) => status !== 'open')
  const kind = unincluded.every(({ isPosted }) => isPosted) ? 'keep' : 'repost'
  return { kind, safeCount, unincluded }
}

function countCommon(local: readonly LocalBatch[], { batches }: ReconciledView): number {
  let count = 0
  for (const { batchHash } of batches) {
    if (local[count]?.batchHash !== batchHash) break
    count++
  }
  return count
}

function whyNotIncludable(
  batch: LocalBatch,
  view: ReconciledView,
  { maxOriginAge }: RollupRules,
): ResealReason | undefined {
  if (batch.originNumber + maxOriginAge < view.head.number + INCLUSION_MARGIN) {
    return 'origin-too-old'
  }
  if (view.block(batch.originNumber)?.hash !== batch.originHash) return 'origin-abandoned'
  if (
    view.queueHash(batch.queueStart) !== batch.queueHashStart ||
    view.queueHash(batch.queueEnd) !== batch.queueHashEnd
  ) {
    return 'queue-changed'
  }
  if (batch.status !== 'open' && !batch.isPostable) return 'not-postable'
  return undefined
}
