import type { LogMatcher } from '../chain/LogMatcher.ts'

/** What a client wants to be told. */
export type Subscription =
  | { readonly kind: 'newHeads' }
  | { readonly kind: 'logs'; readonly matcher: LogMatcher }
  | { readonly kind: 'newPendingTransactions'; readonly isFull: boolean }
  | { readonly kind: 'syncing' }
