import type { OwnChains } from '../chain/OwnChains.ts'
import type { DisputePort } from '../port/DisputePort.ts'
import type { DutyPort } from '../port/DutyPort.ts'
import type { JournalPort } from '../port/JournalPort.ts'
import type { L1ClaimPort } from '../port/L1ClaimPort.ts'
import type { WitnessPort } from '../port/WitnessPort.ts'
import type { RangerEvent } from './RangerEvent.ts'

export interface RangerOptions {
  readonly duties: DutyPort
  readonly l1: L1ClaimPort
  /** Asked in this order, those last that have failed, until one hands out a witness that suffices; may be none. */
  readonly witnesses: readonly WitnessPort[]
  readonly disputes: DisputePort
  readonly journal: JournalPort
  /** What the second look derives. @default chains in memory, of what `l1` says */
  readonly chains?: OwnChains
  /** Disputes that may be opened on one DAC within 24 hours: no more bonds are given for it. @default 4 */
  readonly disputesPerDay?: number
  /** L1's time, in seconds since 1970. @default the system's */
  readonly now?: () => number
  /** Segments checked at a time, one of each DAC at most. @default 4 */
  readonly concurrentChecks?: number
  /** Second looks at a time, one at each DAC at most. @default 2 */
  readonly concurrentDerivations?: number
  /** Milliseconds after which what failed is tried again. */
  readonly retryDelayMs: number
  readonly onEvent: (event: RangerEvent) => void
}
