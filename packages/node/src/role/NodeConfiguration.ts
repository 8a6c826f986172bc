import type { Address, Hex, L1Contracts } from '@mvm/protocol'
import type { FaultConfiguration } from './FaultConfiguration.ts'

export type NodeRole = 'sequencer' | 'producer' | 'follower'
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
  /** L1 key of the producer. */
  readonly producerKey?: Hex | undefined
  /** Wei of MT that the sequencer allocates to every DAC that it has not allocated to; 0 for none. */
  readonly allocationPerDac: bigint
  /**
   * Where sequencers listen to each other and to producers (`ws://host:port`): on a sequencer this one among them, absent
   * for one that is alone and asks no producer; all that a producer is to serve.
   */
  readonly peers?: ReadonlyMap<Address, string>
  /** Where other sequencers reach this one: said on L1, from which it learns where they are unless `peers` says so. */
  readonly publicPeerUrl?: string
  /** Where this one listens to its peers, when that is not the port of {@link publicPeerUrl}. */
  readonly peerPort?: number
  /** With a fault the node lies; for development only. */
  readonly fault?: FaultConfiguration | undefined
  /** Domains in whose name users may sign in, beside those of this machine. @default none */
  readonly signInDomains?: readonly string[]
  /** How many of a DAC's newest blocks are kept with their receipts, logs and states. @default all */
  readonly historyBlocks?: number
  /** How many games at a time the account should have ETH for. @default 4 */
  readonly games?: number
  readonly logLevel: string
}
