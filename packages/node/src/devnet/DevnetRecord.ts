import type { L1Contracts } from '@mvm/protocol'

/** One DAC of the devnet. */
export interface DevnetDac {
  readonly slug: string
  readonly chainId: number
}

/** What a devnet's folder says of it: enough to continue the same chains. */
export interface DevnetRecord {
  readonly l1ChainId: number
  /** Seconds. */
  readonly l1BlockTimeS: number
  readonly contracts: L1Contracts
  readonly dacs: readonly DevnetDac[]
  /** How many have stake; one where it is missing, as in older folders. */
  readonly sequencerCount?: number
  /** How many are bonded; none where it is missing. */
  readonly rangerCount?: number
}
