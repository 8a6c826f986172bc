import type { L1Block, L1BlockId } from '../client/L1Block.ts'
import type { TransientL1Error } from '../error/isTransientL1Error.ts'

interface L1HeadChangeFields {
  /** The new blocks in order, linked by parent hashes; never empty. A long catch-up comes in several changes. */
  readonly blocks: readonly L1Block[]
  /** L1's head at the time: above the blocks while catching up. */
  readonly latest: L1Block
  /** L1's own tags at the time; `null` while L1 has none. */
  readonly safeNumber: number | null
  readonly finalizedNumber: number | null
}

/** How L1's head moved. */
export type L1HeadChange =
  /** The blocks follow the last one announced. */
  | ({ readonly kind: 'advanced' } & L1HeadChangeFields)
  /** What was announced above `commonAncestorNumber` is void; the blocks follow that block. */
  | ({ readonly kind: 'reorganised'; readonly commonAncestorNumber: number } & L1HeadChangeFields)

/** How L1 is doing, when that changes. */
export type L1Status =
  | { readonly kind: 'unreachable'; readonly error: TransientL1Error }
  /** L1 answers, but its head has not moved for long, or went back. */
  | { readonly kind: 'stale'; readonly head: L1BlockId; readonly sinceMs: number }
  /** The end of either of these. */
  | { readonly kind: 'back'; readonly awayMs: number }

export type L1FollowerEvent = L1HeadChange | L1Status
