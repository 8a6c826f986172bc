import { callContracts } from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import type { L1Connection } from '../l1/L1Connection.ts'
import { formatFields } from '../output/formatFields.ts'

/** A transaction that has changed a sequencer's stake. */
export interface ChangedStake {
  readonly account: Address | null
  /** Wei of MT by which it changed. */
  readonly amount: bigint
  readonly l1TransactionHash: string
}

/** What to print of a stake that has changed: what it is now. */
export async function describeStake(l1: L1Connection, changed: ChangedStake) {
  const { account, amount, l1TransactionHash } = changed
  const [stake] = await callContracts(l1, [
    { contract: 'SequencerPool', method: 'stakeOf', args: [account] },
  ])
  return {
    data: { account, amount: amount.toString(), stake: String(stake?.[0]), l1TransactionHash },
    text: formatFields([
      ['account', account ?? undefined],
      ['stake', `${formatMt(stake?.[0])} MT`],
      ['L1 transaction', l1TransactionHash],
    ]),
  }
}
