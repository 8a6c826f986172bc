import {
  type Address,
  asAddress,
  asHash,
  type Hash,
  type L1Contracts,
  type OutputRoot,
} from '@mvm/protocol'
import type { L1Log } from '../client/L1Log.ts'
import { contractInterface } from '../contract/contractInterface.ts'

/** What happened at the door of the DisputeGame. */
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

/** An event of a deployment's DisputeGame; `null` for any other. */
export function decodeDisputeLog(
  { disputeGame }: Pick<L1Contracts, 'disputeGame'>,
  { address, topics, data, blockNumber: l1BlockNumber }: L1Log,
): DisputeLog | null {
  if (address !== disputeGame) return null
  const event = contractInterface('DisputeGame').parseLog({ topics: [...topics], data })
  if (event === null) return null
  const { args } = event
  const challenger = asAddress(args.challenger)
  switch (event.name) {
    case 'DisputeCommitted':
      return { kind: 'committed', challenger, commitment: asHash(args.commitment), l1BlockNumber }
    case 'DisputeOpened':
      return {
        kind: 'opened',
        disputeId: Number(args.disputeId),
        chainId: Number(args.chainId),
        stateBatchIndex: Number(args.stateBatchIndex),
        blockNumber: Number(args.blockNumber),
        challenger,
        claimedRoot: asHash(args.claimedRoot),
        challengerRoot: asHash(args.challengerRoot),
        agreedRoot: asHash(args.agreedRoot),
        bond: args.bond,
        l1BlockNumber,
      }
    default:
      return null
  }
}
