import type {
  AccessListOutcome,
  AccountOverride,
  AccountProof,
  Address,
  BlockOverride,
  CallMessage,
  CallOutcome,
  GasEstimate,
  Hex,
} from '@mvm/protocol'
import type { BlockSimulation, BlockSimulationOutcome } from './BlockSimulation.ts'
import type { SealedHeader } from './SealedHeader.ts'

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
