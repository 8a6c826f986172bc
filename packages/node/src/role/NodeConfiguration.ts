import type { Address, Hex, L1Contracts } from '@mvm/protocol'
import type { FaultConfiguration } from './FaultConfiguration.ts'

export type NodeRole = 'sequencer' | 'follower'
export type NodeProfile = 'dev' | 'strict'

/** Everything that one node is told from outside. */
export interface NodeConfiguration {
  readonly role: NodeRole
  readonly profile: NodeProfile
  readonly l1Urls: readonly string[]
  readonly contracts: L1Contracts
  readonly dataFolder: string
  readonly host: string
  /** 0 for any. */
  readonly port: number
  /** Base URL of the node to which a follower hands transactions; a DAC's is `<url>/<slug>`. */
  readonly sequencerUrl: string | undefined
  /** L1 key of the sequencer. */
  readonly sequencerKey: Hex | undefined
  /** Wei of MT that the sequencer allocates to every DAC that it has not allocated to; 0 for none. */
  readonly allocationPerDac: bigint
  /** Where sequencers listen to each other (`ws://host:port`), this one among them; absent for one that is alone. */
  readonly peers?: ReadonlyMap<Address, string>
  /** With a fault the node lies; for development only. */
  readonly fault?: FaultConfiguration | undefined
  /** Domains in whose name users may sign in, beside those of this machine. @default none */
  readonly signInDomains?: readonly string[]
  readonly logLevel: string
}
