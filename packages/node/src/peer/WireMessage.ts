import type { SubmitOutcome } from '@mvm/rpc'
import type { PeerMessage } from '@mvm/sequencer'

/** What goes from one sequencer to another about one DAC: the committee's affairs, and a user's transaction on its way to the leader. */
export type WireMessage =
  | PeerMessage
  | { readonly kind: 'submit'; readonly id: number; readonly raw: Uint8Array }
  | { readonly kind: 'answer'; readonly id: number; readonly outcome: SubmitOutcome }

/** A message and the DAC that it is about. */
export interface DacMessage {
  readonly chainId: number
  readonly message: WireMessage
}
