import type { FaultConfiguration } from '../role/FaultConfiguration.ts'

export interface DevnetOptions {
  /** JSON-RPC of the DACs; 0 picks a free port. */
  readonly port: number
  /** JSON-RPC of the L1; 0 picks a free port. */
  readonly l1Port: number
  /** Where everything is kept; without it a temporary folder that goes with the devnet. */
  readonly dataFolder: string | undefined
  readonly dacCount: number
  /** 1 to 3; more than one take turns, behind a gateway. */
  readonly sequencerCount: number
  /** 0 to 3, each bonded and a process of its own. */
  readonly rangerCount: number
  /** What rangers check: every segment, or those that they are drawn for. */
  readonly duties: 'all' | 'drawn'
  /** A machine by which all sequencers execute; those who watch keep the protocol's. */
  readonly fault?: FaultConfiguration | undefined
  /** Seconds between L1 blocks. */
  readonly l1BlockTimeS: number
  /** Seconds in which a state batch can be disputed, after which what was withdrawn is paid. */
  readonly windowSeconds: number
}
