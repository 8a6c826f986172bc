import type {
  AccountOverride,
  Address,
  BlockHash,
  BlockHeader,
  BlockOverride,
  CallMessage,
  SimulatedCall,
} from '@mvm/protocol'
import type { EthereumBlock } from '../profile/ethereum/block/EthereumBlock.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { SkipReason } from '../transaction/SkipReason.ts'

/** A block to simulate: its number follows its parent's. */
export interface PlannedBlock {
  readonly blockOverride: BlockOverride & { readonly timestamp: bigint }
  readonly accountOverrides: ReadonlyMap<Address, AccountOverride>
  readonly calls: readonly CallMessage[]
}

/** How blocks are simulated. */
export interface BlockSimulationOptions {
  /** Whether calls are held to all that transactions are held to, but their signatures. */
  readonly isValidated: boolean
  /** Whether transfers of the native coin are told as logs. */
  readonly hasTransferLogs: boolean
  /** Gas of all calls together. */
  readonly gasCap: bigint
  readonly signal?: Pick<AbortSignal, 'throwIfAborted'>
}

/** A transaction that nobody signed. */
export interface UnsignedExecutable {
  /** With zeros for the signature. */
  readonly raw: Uint8Array
  readonly transaction: ExecutableTransaction
}

/** A block as it would have been sealed. */
export interface SimulatedBlock {
  readonly hash: BlockHash
  readonly block:
    | { readonly kind: 'mvm'; readonly header: BlockHeader }
    | { readonly kind: 'ethereum'; readonly block: EthereumBlock }
  readonly transactions: readonly UnsignedExecutable[]
  readonly calls: readonly SimulatedCall[]
}

export type BlockSimulationOutcome =
  | { readonly status: 'simulated'; readonly blocks: readonly SimulatedBlock[] }
  /** One of the calls cannot be a transaction. */
  | { readonly status: 'refused'; readonly skip: SkipReason }
