import { type Address, asAddress, asHash, type OutputRoot } from '@mvm/protocol'
import type { Result } from 'ethers'

/** A dispute as the DisputeGame keeps it (spec 4.1). It is open: nothing resolves one yet. */
export interface Dispute {
  /** Counted from 0, over all chains. */
  readonly disputeId: number
  readonly chainId: number
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
  /** What the challenger holds to be right. */
  readonly challengerRoot: OutputRoot
}

/** A dispute from what `DisputeGame.dispute` returns. */
export function decodeDispute(disputeId: number, result: Result): Dispute {
  const dispute = result[0]
  return {
    disputeId,
    chainId: Number(dispute.chainId),
    stateBatchIndex: Number(dispute.stateBatchIndex),
    blockNumber: Number(dispute.blockNumber),
    openedAt: Number(dispute.openedAt),
    challenger: asAddress(dispute.challenger),
    bond: dispute.bond,
    agreedRoot: asHash(dispute.agreedRoot),
    claimedRoot: asHash(dispute.claimedRoot),
    challengerRoot: asHash(dispute.challengerRoot),
  }
}
