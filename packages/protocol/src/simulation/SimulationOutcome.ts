import type { CharterDenial } from '../receipt/Receipt.ts'
import type { AccessListEntry } from '../transaction/Transaction.ts'

/** How a simulated message failed. */
export type SimulationFailure =
  | {
      readonly status: 'reverted'
      readonly output: Uint8Array
      readonly gasUsed: bigint
      /** First denial on the way, when the charter caused one. */
      readonly denial?: CharterDenial
    }
  | {
      /** Exceptional halt of the outermost frame. */
      readonly status: 'halted'
      /** For humans, such as `out of gas`. */
      readonly reason: string
      readonly gasUsed: bigint
      readonly denial?: CharterDenial
    }
  | {
      /** It could not even begin. */
      readonly status: 'invalid'
      /** For humans, in the words that Ethereum's clients use. */
      readonly reason: string
    }

export type CallOutcome =
  | { readonly status: 'success'; readonly output: Uint8Array; readonly gasUsed: bigint }
  | SimulationFailure

export type GasEstimate =
  | {
      readonly status: 'success'
      /** The smallest gas limit with which the message succeeds. */
      readonly gas: bigint
    }
  | SimulationFailure

/** The access list with which a message ran; a failed message still has one. */
export interface AccessListOutcome {
  readonly accessList: readonly AccessListEntry[]
  readonly gasUsed: bigint
  readonly failure?: SimulationFailure
}
