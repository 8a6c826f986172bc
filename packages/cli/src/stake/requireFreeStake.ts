import { callContracts } from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/**
 * Checks that an account can take so much out of its stake. Throws {@link PreconditionError} when bonds use it, or too
 * little would be left.
 *
 * @param amount wei of MT
 */
export async function requireFreeStake(
  l1: L1Connection,
  account: Address,
  amount: bigint,
): Promise<void> {
  const contract = 'SequencerPool'
  const results = await callContracts(l1, [
    { contract, method: 'stakeOf', args: [account] },
    { contract, method: 'allocatedOf', args: [account] },
    { contract, method: 'entryStake', args: [] },
  ])
  const [stake, reserved, entryStake] = results.map((result) => result[0] as bigint) as [
    bigint,
    bigint,
    bigint,
  ]
  const free = stake - reserved
  if (amount > free) {
    throw new PreconditionError({
      code: 'STAKE_IN_USE',
      problem: `of the ${formatMt(stake)} MT that ${account} has staked, ${formatMt(free)} are reserved for no DAC, not ${formatMt(amount)}`,
      remedy:
        'Lower an allocation with `mvm sequencer allocate`, then free its bond with `mvm sequencer release`.',
    })
  }
  const left = stake - amount
  if (left > 0n && left < entryStake) {
    throw new PreconditionError({
      code: 'STAKE_BELOW_ENTRY',
      problem: `${formatMt(left)} MT would be left, less than the entry stake of ${formatMt(entryStake)} MT`,
      remedy: `Take out all of it (--amount ${stake}), or leave the entry stake.`,
    })
  }
}
