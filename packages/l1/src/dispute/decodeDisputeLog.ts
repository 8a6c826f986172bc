import {
  type Address,
  asAddress,
  asHash,
  type Hash,
  type L1Contracts,
  type OutputRoot,
} from '@mvm/protocol'
import type { Result } from 'ethers'
import type { L1Log } from '../client/L1Log.ts'
import { contractInterface } from '../contract/contractInterface.ts'
import { type DisputePhase, disputePhases } from '../contract/dispute/decodeDispute.ts'

/** What happened in the DisputeGame. */
export type DisputeLog =
  | {
      readonly kind: 'committed'
      readonly challenger: Address
      readonly commitment: Hash<'dispute commitment'>
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'opened'
      readonly disputeId: number
      readonly chainId: number
      readonly stateBatchIndex: number
      readonly blockNumber: number
      readonly challenger: Address
      readonly claimedRoot: OutputRoot
      readonly challengerRoot: OutputRoot
      readonly agreedRoot: OutputRoot
      /** Wei of ETH. */
      readonly bond: bigint
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'cut'
      readonly disputeId: number
      readonly round: number
      /** Of the segment's first state. */
      readonly position: number
      readonly defender: Address
      readonly stateHashes: readonly Hash[]
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'picked'
      readonly disputeId: number
      readonly round: number
      readonly part: number
      /** Of the part's first state. */
      readonly position: number
      readonly startHash: Hash
      readonly endHash: Hash
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'executed'
      readonly disputeId: number
      readonly position: number
      readonly moduleId: number
      readonly postHash: Hash
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'decided'
      readonly disputeId: number
      readonly phase: DisputePhase
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'resolved'
      readonly disputeId: number
      readonly phase: DisputePhase
      /** Wei of MT that the asserter lost. */
      readonly slashed: bigint
      /** Wei of MT that the challenger got. */
      readonly reward: bigint
      readonly l1BlockNumber: number
    }

/** An event of a deployment's DisputeGame; `null` for any other. */
export function decodeDisputeLog(
  { disputeGame }: Pick<L1Contracts, 'disputeGame'>,
  { address, topics, data, blockNumber: l1BlockNumber }: L1Log,
): DisputeLog | null {
  if (address !== disputeGame) return null
  const event = contractInterface('DisputeGame').parseLog({ topics: [...topics], data })
  if (event === null) return null
  const { args } = event
  switch (event.name) {
    case 'DisputeCommitted':
      return {
        kind: 'committed',
        challenger: asAddress(args.challenger),
        commitment: asHash(args.commitment),
        l1BlockNumber,
      }
    case 'DisputeOpened':
      return {
        kind: 'opened',
        disputeId: Number(args.disputeId),
        chainId: Number(args.chainId),
        stateBatchIndex: Number(args.stateBatchIndex),
        blockNumber: Number(args.blockNumber),
        challenger: asAddress(args.challenger),
        claimedRoot: asHash(args.claimedRoot),
        challengerRoot: asHash(args.challengerRoot),
        agreedRoot: asHash(args.agreedRoot),
        bond: args.bond,
        l1BlockNumber,
      }
    case 'SegmentCut':
      return {
        kind: 'cut',
        disputeId: Number(args.disputeId),
        round: Number(args.round),
        position: Number(args.position),
        defender: asAddress(args.defender),
        stateHashes: Array.from(args.stateHashes as Iterable<string>, (hash) => asHash(hash)),
        l1BlockNumber,
      }
    case 'PartPicked':
      return {
        kind: 'picked',
        disputeId: Number(args.disputeId),
        round: Number(args.round),
        part: Number(args.part),
        position: Number(args.position),
        startHash: asHash(args.startHash),
        endHash: asHash(args.endHash),
        l1BlockNumber,
      }
    case 'StepExecuted':
      return {
        kind: 'executed',
        disputeId: Number(args.disputeId),
        position: Number(args.position),
        moduleId: Number(args.moduleId),
        postHash: asHash(args.postHash),
        l1BlockNumber,
      }
    case 'DisputeDecided':
      return {
        kind: 'decided',
        disputeId: Number(args.disputeId),
        phase: phaseOf(args),
        l1BlockNumber,
      }
    case 'DisputeResolved':
      return {
        kind: 'resolved',
        disputeId: Number(args.disputeId),
        phase: phaseOf(args),
        slashed: args.slashed,
        reward: args.reward,
        l1BlockNumber,
      }
    default:
      return null
  }
}

function phaseOf(args: Result): DisputePhase {
  return disputePhases[Number(args.phase)] as DisputePhase
}
