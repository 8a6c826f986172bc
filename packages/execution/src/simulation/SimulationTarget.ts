import type { AccountOverride, Address, BlockOverride } from '@mvm/protocol'
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
