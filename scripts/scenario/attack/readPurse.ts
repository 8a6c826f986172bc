import { readDisputeCredit, readEscrow, readMTBalance, readSequencerStanding } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { AttackGround } from './AttackGround.ts'

/** What everybody has on L1, in wei. */
export interface Purse {
  /** L1 block of the balances of ETH. */
  readonly l1BlockNumber: number
  /** By account: ETH, and what it can withdraw from the DisputeGame. */
  readonly eth: ReadonlyMap<Address, bigint>
  readonly credit: bigint
  /** The asserter's MT, its stake, and what of it is at stake for the DAC. */
  readonly mt: bigint
  readonly stake: bigint
  readonly bond: bigint
  /** The DAC's, in the bridge. */
  readonly escrow: bigint
}

/** The money of an asserter, its DAC and others. Nobody may withdraw meanwhile. */
export async function readPurse(
  { source, chainId, asserter }: AttackGround,
  others: readonly Address[],
): Promise<Purse> {
  const { client, signal } = source
  const head = await client.block('latest', { signal })
  if (head === null) throw new Error('L1 has no head')
  const eth = new Map<Address, bigint>()
  for (const account of [asserter, ...others]) {
    const balance = await client.balance(account, head.number, { signal })
    eth.set(account, balance + (await readDisputeCredit(source, account)))
  }
  const { stake, bond } = await readSequencerStanding(source, chainId, asserter)
  return {
    ...{ l1BlockNumber: head.number, eth, stake, bond },
    credit: await readDisputeCredit(source, asserter),
    mt: await readMTBalance(source, asserter),
    escrow: await readEscrow(source, chainId),
  }
}
