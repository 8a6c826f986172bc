import { MAX_PAYLOAD_SIZE } from '@mvm/protocol'
import type { BatchBuilder } from '../batch/BatchBuilder.ts'
import { chooseOrigin } from '../batch/chooseOrigin.ts'
import { openBatch } from '../batch/openBatch.ts'
import type { RollupRules } from '../batch/RollupRules.ts'
import { takeQueueElements } from '../batch/takeQueueElements.ts'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { BatchTip, L1View } from '../port/L1ViewPort.ts'
import type { SealingPolicy } from './SealingPolicy.ts'

/** All that the next step of sealing depends on. */
export interface SealingSituation {
  readonly chainId: number
  readonly nowMs: number
  readonly view: Pick<L1View, 'head' | 'block' | 'queueLength' | 'queueElements'>
  /** When `view` was first seen. */
  readonly viewSinceMs: number
  /** The pool has a transaction that can pay the next base fee. */
  readonly hasTransactions: boolean
  readonly pooledBytes: number
  /** Somebody wants a block even if it is empty. */
  readonly isBlockRequested: boolean
  readonly lastSealedAtMs: number
  /** The batch being filled; `isFull` once a transaction did not fit into its payload. */
  readonly open?: {
    readonly builder: BatchBuilder
    readonly openedAtMs: number
    readonly isFull: boolean
  }
  /** End of the last closed batch. */
  readonly tip: BatchTip
  readonly lastClosedAtMs: number
  readonly unincludedBatches: number
}

export type CloseReason = 'full' | 'blocks' | 'age' | 'origin' | 'queue' | 'producer'

export type SealingStep =
  | { readonly kind: 'close'; readonly reason: CloseReason }
  /** Open this batch and seal its first block. */
  | { readonly kind: 'open'; readonly opening: BatchOpening }
  | { readonly kind: 'seal' }
  /** Nothing to do before `untilMs`, or before something happens if that is absent. */
  | { readonly kind: 'idle'; readonly untilMs?: number }

/** A backlog that fills most of a payload is worth a batch of its own. */
const FULL_BATCH_BYTES = MAX_PAYLOAD_SIZE / 2

/** What to do next about the open batch, or about opening one. */
export function planSealing(
  situation: SealingSituation,
  rules: RollupRules,
  policy: SealingPolicy,
): SealingStep {
  const reason = closeReason(situation, rules, policy)
  if (reason !== undefined) return { kind: 'close', reason }
  const { open, nowMs, lastSealedAtMs } = situation
  const mayRest = open !== undefined && open.builder.blockCount > 0
  const closesAtMs = mayRest
    ? open.openedAtMs + patienceMs(nowMs - open.openedAtMs, policy)
    : undefined

  const hasWork = situation.hasTransactions || situation.isBlockRequested
  if (open !== undefined) {
    if (!hasWork) return idle(closesAtMs)
    const intervalMs = Math.max(policy.sealIntervalMs, paceMs(open.builder, situation, policy))
    const mayAtMs = lastSealedAtMs + intervalMs
    if (nowMs < mayAtMs) return idle(earlier(mayAtMs, closesAtMs))
    return { kind: 'seal' }
  }
  return planOpening(situation, rules, policy, hasWork, lastSealedAtMs + policy.sealIntervalMs)
}

/** Spreads the blocks that are left evenly until the next L1 block brings new ones. */
function paceMs(
  { blocksLeft }: BatchBuilder,
  { nowMs, viewSinceMs }: SealingSituation,
  { l1BlockTimeMs }: SealingPolicy,
): number {
  return Math.max(0, l1BlockTimeMs - (nowMs - viewSinceMs)) / blocksLeft
}

function planOpening(
  situation: SealingSituation,
  rules: RollupRules,
  policy: SealingPolicy,
  hasWork: boolean,
  mayAtMs: number,
): SealingStep {
  const { view, tip, nowMs } = situation
  if (situation.unincludedBatches >= policy.maxUnincludedBatches) return idle(undefined)
  const origin = originFor(situation, tip.originNumber, rules, policy)
  if (origin === undefined) return idle(undefined)
  const opening = openBatch(situation.chainId, tip, origin, view)
  if (opening === undefined) return idle(undefined)
  const hasElements = opening.queueElements.length > 0
  if (!hasWork && !hasElements) return idle(undefined)
  if (nowMs < mayAtMs) return idle(mayAtMs)

  const isStarved = origin.number === tip.originNumber
  const isWorthwhile =
    hasElements || situation.isBlockRequested || situation.pooledBytes >= FULL_BATCH_BYTES
  if (isStarved && !isWorthwhile) {
    const patienceEndsAtMs = situation.lastClosedAtMs + policy.starvedWaitMs
    if (nowMs < patienceEndsAtMs) return idle(patienceEndsAtMs)
  }
  return { kind: 'open', opening }
}

function closeReason(
  situation: SealingSituation,
  rules: RollupRules,
  policy: SealingPolicy,
): CloseReason | undefined {
  const { open, view, nowMs } = situation
  if (open === undefined || open.builder.blockCount === 0) return undefined
  const { builder, openedAtMs, isFull } = open
  const { opening } = builder
  if (isFull) return 'full'
  if (builder.blocksLeft === 0) return 'blocks'
  if (nowMs - openedAtMs >= policy.maxBatchAgeMs) return 'age'
  const lag = view.head.number + missedL1Blocks(situation, policy) - opening.origin.number
  if (lag > policy.maxOriginLag) return 'origin'
  const origin = originFor(situation, opening.origin.number, rules, policy)
  if (origin === undefined) return undefined
  if (nowMs - openedAtMs < policy.elementWaitMs) return undefined
  const waiting = takeQueueElements(view, opening.queueEnd, origin.number)
  return waiting.length > 0 ? 'queue' : undefined
}

/** After what time an open batch is to be looked at again: it may be closed for queue elements, then for its age. */
function patienceMs(ageMs: number, { elementWaitMs, maxBatchAgeMs }: SealingPolicy): number {
  return ageMs < elementWaitMs ? Math.min(elementWaitMs, maxBatchAgeMs) : maxBatchAgeMs
}

function originFor(
  situation: SealingSituation,
  previousOriginNumber: number,
  rules: RollupRules,
  policy: SealingPolicy,
) {
  return chooseOrigin(situation.view, previousOriginNumber, rules, {
    originDepth: policy.originDepth,
    missedL1Blocks: missedL1Blocks(situation, policy),
  })
}

/** L1 blocks that have probably appeared while the view stayed the same: L1 may be away. */
function missedL1Blocks({ nowMs, viewSinceMs }: SealingSituation, policy: SealingPolicy): number {
  return Math.max(0, Math.floor((nowMs - viewSinceMs) / policy.l1BlockTimeMs) - 1)
}

function idle(untilMs: number | undefined): SealingStep {
  return untilMs === undefined ? { kind: 'idle' } : { kind: 'idle', untilMs }
}

function earlier(a: number, b: number | undefined): number {
  return b === undefined ? a : Math.min(a, b)
}
