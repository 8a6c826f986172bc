import type { Address, Hex } from '@mvm/protocol'
import type { ParentBlock } from '../block/ParentBlock.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { EthereumParent } from '../profile/ethereum/header/EthereumParent.ts'
import type { EthereumProfile, MvmProfile } from '../profile/Profile.ts'
import type { StateCache } from '../state/StateCache.ts'
import type { StateReader } from '../state/StateReader.ts'
import type { Interrupt } from '../state/WorldState.ts'

/** In which circumstances a message is simulated. */
export interface SimulationOptions {
  readonly reader: StateReader
  /** `true`: in the block that would follow now; `false`: with the fields of `at` itself. */
  readonly isNextBlock: boolean
  readonly accountOverrides?: ReadonlyMap<Address, AccountOverride>
  readonly blockOverride?: BlockOverride
  readonly cache?: StateCache
  readonly engine?: ExecutionEngine
  /** Ends the run between two frames. */
  readonly interrupt?: Interrupt
}

/** Where and in which circumstances a message is simulated: on the state after the block `at`. */
export type SimulationTarget = SimulationOptions &
  (
    | { readonly profile: MvmProfile; readonly at: ParentBlock }
    | { readonly profile: EthereumProfile; readonly at: EthereumParent }
  )

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
  /** The account is a precompile, which answers there instead. */
  readonly movedTo?: Address
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
  /** Wei per blob gas, where there are blobs. */
  readonly blobBaseFee?: bigint
}
