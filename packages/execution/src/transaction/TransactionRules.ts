import type { Address, Hex, Log } from '@mvm/protocol'
import type { BlockContext } from '../block/BlockContext.ts'
import type { FramePermissions } from '../engine/ExecutionEngine.ts'
import type { WorldState } from '../state/WorldState.ts'
import type { ExecutableTransaction } from './ExecutableTransaction.ts'
import type { SkipReason } from './SkipReason.ts'

/** What a profile decides about a user's transaction, before it, at the state before it. */
export interface Assessment {
  /** A rule of the profile by which the transaction is skipped. */
  readonly skip: SkipReason | null
  readonly permissions: FramePermissions
  /** Wei charged at the start beside gas and value. */
  readonly charge: bigint
  /** Wei that the signer must have beside gas and value; more than `charge` where a price has a maximum. */
  readonly reserve: bigint
  readonly l1Fee: bigint
  readonly tax: Tax
  readonly charterVersion: bigint
}

export interface Tax {
  /** Wei, part of the charge; goes back to the signer if the transaction fails. */
  readonly amount: bigint
  readonly treasury: Address
}

/** What was used, to be paid to whom the profile says. All in wei. */
export interface Settlement {
  readonly baseFee: bigint
  readonly tip: bigint
  readonly l1Fee: bigint
}

/** The part of executing a user's transaction in which profiles and machines differ. */
export interface TransactionRules {
  /** Largest gas limit of a transaction. */
  readonly maxGasLimit: bigint
  /** Largest init code of a transaction that creates, in bytes; infinite before EIP-3860. */
  readonly maxInitCodeSize: number
  /** The fraction of the gas spent that may be given back, 1 / this (EIP-3529). */
  readonly refundQuotient: bigint
  /** Whether the coinbase is warm from the start (EIP-3651). */
  readonly hasWarmCoinbase: boolean
  /** Whether SELFDESTRUCT removes accounts of any age, as before EIP-6780. */
  readonly removesOldAccounts: boolean
  /** Gas that a transaction costs before its first opcode. */
  readonly intrinsicGas: (transaction: ExecutableTransaction) => bigint
  /** Gas that a transaction is charged at least; 0 before EIP-7623. */
  readonly floorGas: (data: Uint8Array) => bigint
  readonly logsBloom: (logs: readonly Log[]) => Hex
  /** Addresses of the precompiles, which are always warm. */
  readonly precompiles: ReadonlySet<Address>
  assess(world: WorldState, block: BlockContext, transaction: ExecutableTransaction): Assessment
  settle(world: WorldState, block: BlockContext, settlement: Settlement): void
}
