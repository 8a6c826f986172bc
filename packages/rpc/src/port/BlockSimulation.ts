import type {
  AccountOverride,
  Address,
  BlockOverride,
  CallMessage,
  SimulatedCall,
  Withdrawal,
} from '@mvm/protocol'
import type { ChainTransaction } from './ChainTransaction.ts'
import type { SealedHeader } from './SealedHeader.ts'

/** A block to simulate; its number and time are set. */
export interface PlannedBlock {
  readonly blockOverride: BlockOverride & { readonly number: bigint; readonly timestamp: bigint }
  readonly accountOverrides: ReadonlyMap<Address, AccountOverride>
  readonly calls: readonly CallMessage[]
}

/** Blocks to simulate one on the other (`eth_simulateV1`). */
export interface BlockSimulation {
  readonly at: SealedHeader
  readonly blocks: readonly PlannedBlock[]
  /** Whether calls are held to all that transactions are held to, but their signatures. */
  readonly isValidated: boolean
  /** Whether transfers of the native coin are told as logs. */
  readonly hasTransferLogs: boolean
  /** Gas of all calls together. */
  readonly gasCap: bigint
  /** Of execution, not of waiting for it; then it is given up with `LimitExceededError`. @default none */
  readonly timeLimitMs?: number
}

/** A block as it would have been sealed. */
export interface SimulatedBlock {
  readonly block: SealedHeader
  /** Encoded, their signatures zeros. */
  readonly encodedTransactions: readonly Uint8Array[]
  readonly transactions: readonly ChainTransaction[]
  readonly withdrawals: readonly Withdrawal[] | null
  readonly calls: readonly SimulatedCall[]
}

/** Why a simulation cannot be. */
export type SimulationRefusal =
  | 'NONCE_TOO_LOW'
  | 'NONCE_TOO_HIGH'
  | 'BASE_FEE_TOO_HIGH'
  | 'INTRINSIC_GAS'
  | 'INSUFFICIENT_FUNDS'
  | 'BLOCK_GAS'
  | 'SENDER_HAS_CODE'
  | 'INITCODE_SIZE'
  | 'PRECOMPILE'
  | 'OTHER'

export type BlockSimulationOutcome =
  | { readonly status: 'simulated'; readonly blocks: readonly SimulatedBlock[] }
  | {
      readonly status: 'refused'
      readonly refusal: SimulationRefusal
      /** For humans. */
      readonly reason: string
    }
