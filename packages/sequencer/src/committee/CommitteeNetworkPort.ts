import type { Address } from '@mvm/protocol'
import type { PeerMessage } from './PeerMessage.ts'

/**
 * The way to the other sequencers of the pool, for one DAC. Messages may be lost, come late, twice or in another
 * order, but are never altered, and always from whom they say.
 */
export interface CommitteeNetworkPort {
  send(to: Address, message: PeerMessage): void
  /** To everybody that is reachable. */
  broadcast(message: PeerMessage): void
}
