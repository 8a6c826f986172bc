import { type Address, asAddress, asHash, type OutputRoot } from '@mvm/protocol'
import type { Result } from 'ethers'

/** What a game waits for, or how it was decided; the numbers of the contract's `Phase`. */
export const disputePhases = [
  'bisection',
  'selection',
  'step',
  'challenger-won',
  'asserter-won',
  'void',
] as const

export type DisputePhase = (typeof disputePhases)[number]

/** A dispute as the DisputeGame keeps it (spec 4.1). */
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
  /** Wei of ETH that the challenger has at stake; the asserter has as much for all games on the DAC. */
  readonly bond: bigint
  /** Who appended the state batch. */
  readonly asserter: Address
  readonly phase: DisputePhase
  /** Whether the outcome has taken effect. */
  readonly isResolved: boolean
  /** L1 block of the opening. */
  readonly openedAtBlock: number
  /** Who made the asserter's first move, and has the challenger's bond if it wins; `null` before. */
  readonly defender: Address | null
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
    asserter: asAddress(dispute.asserter),
    phase: disputePhases[Number(dispute.phase)] as DisputePhase,
    isResolved: dispute.isResolved,
    openedAtBlock: Number(dispute.openedAtBlock),
    defender: BigInt(dispute.defender) === 0n ? null : asAddress(dispute.defender),
    agreedRoot: asHash(dispute.agreedRoot),
    claimedRoot: asHash(dispute.claimedRoot),
    challengerRoot: asHash(dispute.challengerRoot),
  }
}
