import { type Address, asAddress, type L1Contracts } from '@mvm/protocol'
import type { L1Log } from '../client/L1Log.ts'
import { contractInterface } from '../contract/contractInterface.ts'

/** What happened to a ranger. */
export type RangerLog =
  | {
      readonly kind: 'joined'
      readonly account: Address
      /** Wei of MT. */
      readonly bond: bigint
      /** The element of MVM_RANGERS that lists the account there. */
      readonly queueIndex: number
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'left'
      readonly account: Address
      /** The element of MVM_RANGERS that strikes the account off there. */
      readonly queueIndex: number
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'unlocked'
      readonly account: Address
      /** Wei of MT. */
      readonly amount: bigint
      readonly l1BlockNumber: number
    }

/** An event of a deployment's RangerPool; `null` for any other. */
export function decodeRangerLog(
  { rangerPool }: Pick<L1Contracts, 'rangerPool'>,
  { address, topics, data, blockNumber: l1BlockNumber }: L1Log,
): RangerLog | null {
  if (address !== rangerPool) return null
  const event = contractInterface('RangerPool').parseLog({ topics: [...topics], data })
  if (event === null) return null
  const account = asAddress(event.args.account)
  switch (event.name) {
    case 'RangerJoined': {
      const { bond, queueIndex } = event.args
      return { kind: 'joined', account, bond, queueIndex: Number(queueIndex), l1BlockNumber }
    }
    case 'RangerLeft': {
      const queueIndex = Number(event.args.queueIndex)
      return { kind: 'left', account, queueIndex, l1BlockNumber }
    }
    case 'BondUnlocked':
      return { kind: 'unlocked', account, amount: event.args.amount, l1BlockNumber }
    default:
      return null
  }
}
