import {
  type ContractSource,
  readDisputeCredit,
  readMTBalance,
  readSequencerStanding,
} from '@mvm/l1'
import type { Address } from '@mvm/protocol'

/** What an account has on L1, in wei. */
export interface Money {
  /** Its balance, and what it can withdraw from the DisputeGame. */
  readonly eth: bigint
  readonly mt: bigint
  /** MT in the SequencerPool. */
  readonly stake: bigint
  /** Of the stake, what is at stake for the DAC. */
  readonly bond: bigint
}

/** Both sides of a dispute. */
export interface Sides<Value> {
  readonly challenger: Value
  readonly asserter: Value
}

/** What both sides of a dispute have on L1, wherever it stands. */
export async function readMoney(
  source: ContractSource,
  chainId: number,
  { challenger, asserter }: Sides<Address>,
): Promise<Sides<Money>> {
  const moneyOf = async (account: Address): Promise<Money> => {
    const { client, signal } = source
    const [balance, credit, mt, { stake, bond }] = await Promise.all([
      client.balance(account, 'latest', signal && { signal }),
      readDisputeCredit(source, account),
      readMTBalance(source, account),
      readSequencerStanding(source, chainId, account),
    ])
    return { eth: balance + credit, mt, stake, bond }
  }
  return { challenger: await moneyOf(challenger), asserter: await moneyOf(asserter) }
}
