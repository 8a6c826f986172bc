import type { Address } from '@mvm/protocol'
import type { Readiness } from './ChainPorts.ts'

/** A segment that a ranger is to check. */
export interface RangerDuty {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly firstBlock: number
  readonly lastBlock: number
}

/** A wrong block that a ranger has found. */
export interface RangerDispute {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly blockNumber: number
  /**
   * `covered`: somebody's game holds the state batch; `late`: its window was over; `gone`: it fell first; `won`, `lost`,
   * `void`: how the ranger's own game has ended.
   */
  readonly stage: 'opening' | 'open' | 'covered' | 'late' | 'gone' | 'won' | 'lost' | 'void'
}

/** What a ranger has done since it started, and what it has still to do. */
export interface RangerReport {
  readonly account: Address
  readonly checkedSegments: number
  readonly checkedBlocks: number
  /** Differences that the second look did not confirm: somebody has to look. */
  readonly alarms: number
  readonly pendingSegments: number
  /** Seconds since the oldest state batch with a pending duty was appended; 0 without one. */
  readonly lagSeconds: number
  /** As far as it has followed L1. */
  readonly l1BlockNumber: number
  readonly last: { readonly duty: RangerDuty; readonly result: string } | null
  /** Those of before its start, too. */
  readonly disputes: readonly RangerDispute[]
  /** Of those that it opens: how many wait because their DACs have had theirs for a day. */
  readonly postponedDisputes: number
  /** How many it opens on one DAC within 24 hours. */
  readonly disputesPerDay: number
}

/** One ranger. */
export interface RangerPort {
  report(): RangerReport
  pendingDuties(): readonly RangerDuty[]
  readiness(): Readiness
}
