import type { Address, OutputRoot } from '@mvm/protocol'

/** An open dispute on L1 (spec 4.1). */
export interface OpenDispute {
  readonly disputeId: number
  readonly stateBatchIndex: number
  /** The first block whose output root the challenger rejects. */
  readonly blockNumber: number
  /** Seconds since 1970. */
  readonly openedAt: number
  readonly challenger: Address
  /** Wei of ETH. */
  readonly bond: bigint
  /** Output root of the block before. */
  readonly agreedRoot: OutputRoot
  readonly claimedRoot: OutputRoot
  readonly challengerRoot: OutputRoot
}

/** The DAC's disputes; asks L1, and throws `UnavailableError` when that is away. */
export interface DisputesPort {
  /** In the order of their opening. */
  openDisputes(signal: AbortSignal): Promise<readonly OpenDispute[]>
}
