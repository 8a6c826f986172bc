import type { L1Receipt } from '../client/L1Receipt.ts'
import type { L1IntentRecord } from './L1IntentRecord.ts'

/** What L1 shows at one moment of an intent and its account. */
export interface IntentSight {
  readonly headNumber: number
  /** Wei per gas, of the head. */
  readonly baseFeePerGas: bigint
  /** The account's nonce at the head. Read before `receipt`, so that a used nonce must have a receipt. */
  readonly accountNonce: number
  /** Of whichever attempt has one. */
  readonly receipt: L1Receipt | null
}

/** What the sender remembers of an intent while it runs. */
export interface IntentProgress {
  /** L1 head at the last broadcast; `null` when the next one is due at once. */
  readonly broadcastAtBlock: number | null
  /** L1 head at which the nonce was first found used by a transaction that is not ours. */
  readonly missingSinceBlock: number | null
}

export interface IntentRules {
  /** Blocks from the including one to the head, both counted. */
  readonly confirmations: number
  readonly bumpAfterBlocks: number
  /** How long a used nonce without a receipt may be a node's delay. */
  readonly supersededAfterBlocks: number
}

export type IntentStep =
  | { readonly kind: 'wait' }
  | { readonly kind: 'settle'; readonly receipt: L1Receipt }
  /** The nonce is used and no attempt has a receipt: remember since when. */
  | { readonly kind: 'miss' }
  | { readonly kind: 'supersede' }
  /** The last attempt again: a pool may have dropped it. */
  | { readonly kind: 'broadcast' }
  /** A new attempt with higher fees. */
  | { readonly kind: 'replace' }

/** What to do about an intent that is not settled: a pure function of what is known. */
export function nextIntentStep(
  record: L1IntentRecord,
  progress: IntentProgress,
  sight: IntentSight,
  rules: IntentRules,
): IntentStep {
  const { receipt, headNumber } = sight
  if (receipt !== null) {
    const confirmations = headNumber - receipt.blockNumber + 1
    return confirmations >= rules.confirmations ? { kind: 'settle', receipt } : { kind: 'wait' }
  }
  if (sight.accountNonce > record.nonce) {
    if (progress.missingSinceBlock === null) return { kind: 'miss' }
    const isMissing = headNumber - progress.missingSinceBlock >= rules.supersededAfterBlocks
    return { kind: isMissing ? 'supersede' : 'wait' }
  }
  const last = record.attempts.at(-1)
  if (last === undefined) return { kind: 'replace' }
  if (record.cancellation !== null && !last.isCancellation) return { kind: 'replace' }
  if (progress.broadcastAtBlock === null) return { kind: 'broadcast' }
  if (headNumber - progress.broadcastAtBlock < rules.bumpAfterBlocks) return { kind: 'wait' }
  // Those behind a stuck one wait for it and not for fees, unless their own do not suffice either.
  const isNext = sight.accountNonce === record.nonce
  const isTooCheap = last.maxFeePerGas < sight.baseFeePerGas
  return { kind: isNext || isTooCheap ? 'replace' : 'broadcast' }
}
