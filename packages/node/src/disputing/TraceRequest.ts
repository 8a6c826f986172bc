import type { BlockSources, BlockStart } from '@mvm/fraud-proof'
import type { FaultConfiguration } from '../role/FaultConfiguration.ts'

/** Where a thread finds the state that a block began with. */
export type TraceState =
  /** A node's storage unit of the chain. */
  | { readonly kind: 'unit'; readonly chainId: number; readonly folder: string }
  /** What a ranger has derived for its second look. */
  | { readonly kind: 'own'; readonly folder: string }

/** All that decides a block's trace. */
export interface TraceRequest {
  readonly state: TraceState
  readonly start: BlockStart
  readonly sources: BlockSources
  /** With which fault a liar steps, which stands by its lie. */
  readonly fault?: FaultConfiguration
}
