import type { StateRoot } from '@mvm/protocol'
import type { BlockContext } from '../block/BlockContext.ts'
import type { Fork } from '../engine/Fork.ts'
import type { WorldState } from '../state/WorldState.ts'
import type { TransactionRules } from '../transaction/TransactionRules.ts'

/** The part of a simulation in which profiles differ: the block in which a message would run. */
export interface SimulationScene {
  readonly stateRoot: StateRoot
  readonly fork: Fork
  readonly keepsEmptyAccounts: boolean
  /** Most gas that the block has. */
  readonly gasLimit: bigint
  rules(): TransactionRules
  /** Does to the state what a block does before its transactions. */
  prepare(world: WorldState): void
  block(world: WorldState): BlockContext
}
