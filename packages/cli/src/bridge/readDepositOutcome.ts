import { contractInterface, type L1Receipt } from '@mvm/l1'
import { type Address, asAddress } from '@mvm/protocol'

/** What became of a deposit: it is in the DAC's queue, or parked. */
export type DepositOutcome =
  | { readonly status: 'enqueued'; readonly queueIndex: number }
  | { readonly status: 'parked'; readonly depositId: number }

/** Reads the bridge's events of the transaction that deposited or released; `null` if there are none. */
export function readDepositOutcome(
  bridge: Address,
  { logs }: Pick<L1Receipt, 'logs'>,
): DepositOutcome | null {
  for (const log of logs) {
    if (asAddress(log.address) !== bridge) continue
    const event = contractInterface('L1StandardBridge').parseLog({
      topics: [...log.topics],
      data: log.data,
    })
    if (event?.name === 'MTDeposited') {
      return { status: 'enqueued', queueIndex: Number(event.args.queueIndex) }
    }
    if (event?.name === 'MTDepositParked') {
      return { status: 'parked', depositId: Number(event.args.depositId) }
    }
  }
  return null
}
