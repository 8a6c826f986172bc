import type { ChainEvents } from './ChainEvents.ts'
import type { ChainPort } from './ChainPort.ts'
import type { CharterPort } from './CharterPort.ts'
import type { PoolPort } from './PoolPort.ts'
import type { RulesPort } from './RulesPort.ts'
import type { StatePort } from './StatePort.ts'
import type { SyncProgress } from './SyncProgress.ts'
import type { TracePort } from './TracePort.ts'

/** Whether the chain can serve requests, and if not, why. */
export interface Readiness {
  readonly isReady: boolean
  readonly reasons: readonly string[]
  /** False on a node that is ready for reads and has nobody to hand transactions to. @default isReady */
  readonly takesTransactions?: boolean
}

/** What the methods that every chain has ask, a DAC's or one of Ethereum's profile. */
export interface ChainPorts {
  /** The path on which it is served. */
  readonly slug: string
  readonly chainId: number
  readonly chain: ChainPort
  readonly state: StatePort
  readonly trace: TracePort
  readonly pool: PoolPort
  readonly rules: RulesPort
  /** `null` where there is no charter. */
  readonly charter: CharterPort | null
  readonly events: ChainEvents
  readiness(): Readiness
  progress(): SyncProgress
}
