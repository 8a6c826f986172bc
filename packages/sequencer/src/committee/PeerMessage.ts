import type { TransactionHash } from '@mvm/protocol'
import type { CommitteeMessage } from './CommitteeMessage.ts'
import type { EntryBody } from './chain/EntryBody.ts'

/** What one sequencer says to another about one DAC. */
export type PeerMessage =
  | { readonly kind: 'committee'; readonly message: CommitteeMessage<EntryBody> }
  /** Keep these until they are in a block. */
  | { readonly kind: 'transactions'; readonly transactions: readonly Uint8Array[] }
  /** They are durable here. */
  | { readonly kind: 'stored'; readonly hashes: readonly TransactionHash[] }
  /** From the leader: everything is final on L1, and there will be silence until something comes. */
  | { readonly kind: 'rest'; readonly tipId: string }
