import type { LogMatcher } from '../chain/LogMatcher.ts'
import type { LogFilter } from '../parameter/readLogFilter.ts'

/** What a client polls for. */
export type FilterSubject =
  | { readonly kind: 'blocks' }
  | { readonly kind: 'pendingTransactions' }
  | {
      readonly kind: 'logs'
      readonly filter: LogFilter
      readonly matcher: LogMatcher
      /** Blocks outside of these bounds are of no interest. */
      readonly firstBlock: number
      readonly lastBlock: number
    }

/** A filter and how far its client has read. */
export interface Filter {
  readonly subject: FilterSubject
  /** Position in the journal that the subject reads. */
  position: number
  lastUsedMs: number
}
