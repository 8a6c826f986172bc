import type { Address, Hex } from '@mvm/protocol'
import type { ParentBlock } from '../block/ParentBlock.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { MvmProfile } from '../profile/Profile.ts'
import type { StateCache } from '../state/StateCache.ts'
import type { StateReader } from '../state/StateReader.ts'

/** Where and in which circumstances a message is simulated. */
export interface SimulationTarget {
  readonly reader: StateReader
  readonly profile: MvmProfile
  /** The state after this block. */
  readonly at: ParentBlock
  /** `true`: in the block that would follow now; `false`: with the fields of `at` itself. */
  readonly isNextBlock: boolean
  readonly accountOverrides?: ReadonlyMap<Address, AccountOverride>
  readonly blockOverride?: BlockOverride
  readonly cache?: StateCache
  readonly engine?: ExecutionEngine
}

/** Changes to one account before a simulation. */
export interface AccountOverride {
  readonly balance?: bigint
  readonly nonce?: bigint
  readonly code?: Uint8Array
  /** The whole storage or single slots; slots and words of 32 bytes. */
  readonly storage?: {
    readonly mode: 'replace' | 'merge'
    readonly slots: ReadonlyMap<Hex, Hex>
  }
}

/** Changes to the block in which a simulation runs. */
export interface BlockOverride {
  readonly number?: bigint
  /** Seconds since 1970. */
  readonly timestamp?: bigint
  readonly gasLimit?: bigint
  readonly coinbase?: Address
  readonly prevRandao?: Hex
  readonly baseFeePerGas?: bigint
}
