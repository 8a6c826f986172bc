import type {
  AccessListEntry,
  Address,
  Authorization,
  CharterDenial,
  CodeHash,
  Hex,
  StorageRoot,
} from '@mvm/protocol'
import type { BlockSimulation, BlockSimulationOutcome } from './BlockSimulation.ts'
import type { SealedHeader } from './SealedHeader.ts'
import type { Withdrawal } from './Withdrawal.ts'

/** A message to simulate, not signed and not charged the l1Fee. */
export interface CallMessage {
  readonly from: Address
  /** `null` creates a contract. */
  readonly to: Address | null
  /** Absent: the most that the simulation allows. */
  readonly gasLimit?: bigint
  /** Wei per gas. Without any price field the base fee is not enforced. */
  readonly gasPrice?: bigint
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  readonly value: bigint
  readonly data: Uint8Array
  readonly nonce?: bigint
  readonly accessList?: readonly AccessListEntry[]
  readonly authorizationList?: readonly Authorization[]
  /** For a message with blobs. */
  readonly blobVersionedHashes?: readonly Hex[]
  /** Wei per blob gas. */
  readonly maxFeePerBlobGas?: bigint
}

/** Changes to one account before a simulation. */
export interface AccountOverride {
  readonly balance?: bigint
  readonly nonce?: bigint
  readonly code?: Uint8Array
  /** Replaces the whole storage (`state`) or single slots (`stateDiff`); keys and values of 32 bytes. */
  readonly storage?: { readonly mode: 'replace' | 'merge'; readonly slots: ReadonlyMap<Hex, Hex> }
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
  /** Wei per blob gas; a DAC has no blobs and takes no notice. */
  readonly blobBaseFee?: bigint
  /** Only of simulated blocks, and not on a DAC. */
  readonly withdrawals?: readonly Withdrawal[]
  /** Only of simulated blocks, and not on a DAC. */
  readonly parentBeaconBlockRoot?: Hex
}

export interface SimulationRequest {
  /** State after this block. */
  readonly at: SealedHeader
  /** `true`: run in the block that would follow now (tag `pending`); `false`: with the fields of `at` itself. */
  readonly isNextBlock: boolean
  readonly message: CallMessage
  readonly accountOverrides: ReadonlyMap<Address, AccountOverride>
  readonly blockOverride: BlockOverride
  /** Of execution, not of waiting for it; then it is given up with `LimitExceededError`. @default none */
  readonly timeLimitMs?: number
}

/** How a simulated message failed. */
export type SimulationFailure =
  | {
      readonly status: 'reverted'
      readonly output: Uint8Array
      readonly gasUsed: bigint
      /** First denial on the way, when the charter caused one. */
      readonly denial?: CharterDenial
    }
  | {
      /** Exceptional halt of the outermost frame. */
      readonly status: 'halted'
      /** For humans, such as `out of gas` or `invalid opcode: INVALID`. */
      readonly reason: string
      readonly gasUsed: bigint
      readonly denial?: CharterDenial
    }
  | {
      /** Could not even begin, such as `insufficient funds for gas * price + value`. */
      readonly status: 'invalid'
      readonly reason: string
    }

export type CallOutcome =
  | { readonly status: 'success'; readonly output: Uint8Array; readonly gasUsed: bigint }
  | SimulationFailure

export type GasEstimate = { readonly status: 'success'; readonly gas: bigint } | SimulationFailure

/** The access list with which the message ran; a failed message still has one. */
export interface AccessListOutcome {
  readonly accessList: readonly AccessListEntry[]
  readonly gasUsed: bigint
  readonly failure?: SimulationFailure
}

/** An account with its Merkle proofs (EIP-1186). */
export interface AccountProof {
  readonly address: Address
  readonly balance: bigint
  readonly nonce: bigint
  readonly codeHash: CodeHash
  readonly storageRoot: StorageRoot
  readonly accountProof: readonly Uint8Array[]
  /** In the order of the slots asked for. */
  readonly storageProofs: readonly {
    readonly value: bigint
    readonly proof: readonly Uint8Array[]
  }[]
}

/**
 * State and simulation, served away from the thread that serves requests. Rejects with `PrunedError` where
 * the state is gone, and stops early when the signal aborts.
 */
export interface StatePort {
  /** 0 for an account that does not exist. */
  balance(at: SealedHeader, address: Address): Promise<bigint>
  nonce(at: SealedHeader, address: Address): Promise<bigint>
  code(at: SealedHeader, address: Address): Promise<Uint8Array>
  /** @param slot 32 bytes. @returns 32 bytes. */
  storageAt(at: SealedHeader, address: Address, slot: Hex): Promise<Hex>
  proof(
    at: SealedHeader,
    address: Address,
    slots: readonly Hex[],
    signal: AbortSignal,
  ): Promise<AccountProof>
  call(request: SimulationRequest, signal: AbortSignal): Promise<CallOutcome>
  /** Smallest gas limit with which the message succeeds. */
  estimateGas(request: SimulationRequest, signal: AbortSignal): Promise<GasEstimate>
  createAccessList(request: SimulationRequest, signal: AbortSignal): Promise<AccessListOutcome>
  simulate(simulation: BlockSimulation, signal: AbortSignal): Promise<BlockSimulationOutcome>
}
