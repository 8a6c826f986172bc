import { type Address, asAddress, type L1Contracts } from '@mvm/protocol'
import type { L1Log } from '../client/L1Log.ts'
import { contractInterface } from '../contract/contractInterface.ts'

/** A change of who is bonded for a DAC, or of how much it takes. */
export type BondLog =
  | {
      readonly kind: 'allocated'
      readonly chainId: number
      readonly account: Address
      /** Wei of MT: what the account allocates from now on. */
      readonly amount: bigint
      readonly l1BlockNumber: number
    }
  | {
      readonly kind: 'threshold'
      readonly chainId: number
      /** Wei of MT: the DAC's threshold from now on. */
      readonly amount: bigint
      readonly l1BlockNumber: number
    }

/** An event of a deployment's SequencerPool about bonds; `null` for any other. */
export function decodeBondLog(
  { sequencerPool }: Pick<L1Contracts, 'sequencerPool'>,
  { address, topics, data, blockNumber: l1BlockNumber }: L1Log,
): BondLog | null {
  if (address !== sequencerPool) return null
  const event = contractInterface('SequencerPool').parseLog({ topics: [...topics], data })
  if (event === null) return null
  const { args } = event
  switch (event.name) {
    case 'Allocated':
      return {
        kind: 'allocated',
        chainId: Number(args.chainId),
        account: asAddress(args.account),
        amount: args.amount,
        l1BlockNumber,
      }
    case 'ThresholdChanged':
      return {
        kind: 'threshold',
        chainId: Number(args.chainId),
        amount: args.threshold,
        l1BlockNumber,
      }
    default:
      return null
  }
}
