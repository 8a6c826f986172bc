import { readBondLock } from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import { headTimestamp } from '../l1/headTimestamp.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

export interface BondQuestion {
  readonly chainId: number
  readonly slug: string
  readonly account: Address
}

/** Wei of MT that can be released now. Throws {@link PreconditionError} with what still holds it. */
export async function openBond(
  l1: L1Connection,
  { chainId, slug, account }: BondQuestion,
): Promise<bigint> {
  const [lock, nowS] = await Promise.all([readBondLock(l1, chainId, account), headTimestamp(l1)])
  const { amount, freeFromEpoch, currentEpoch, unlocksAt, isSettled } = lock
  if (amount === 0n) {
    throw new PreconditionError({
      code: 'NOTHING_LOCKED',
      problem: `${account} has no bond for "${slug}" beyond its allocation`,
      remedy: `Lower the allocation first: mvm sequencer allocate --dac ${slug} --amount <less>`,
    })
  }
  const unlocks = new Date(unlocksAt * 1000).toISOString()
  const reasons = [
    ...(currentEpoch < freeFromEpoch
      ? [`epochs before ${freeFromEpoch} are drawn from it, and this is ${currentEpoch}`]
      : []),
    ...(nowS < unlocksAt ? [`it unlocks at ${unlocks}`] : []),
    ...(isSettled ? [] : ['it backs a state batch that is not withdrawable yet']),
  ]
  if (reasons.length === 0) return amount
  throw new PreconditionError({
    code: 'BOND_LOCKED',
    problem: `${formatMt(amount)} MT stay locked: ${reasons.join('; ')}`,
    remedy: 'Run the command again when that has passed.',
    details: { amount: amount.toString(), freeFromEpoch, currentEpoch, unlocksAt, isSettled },
  })
}
