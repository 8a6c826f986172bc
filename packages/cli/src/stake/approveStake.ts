import { callContracts, encodeApprove } from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { L1Step } from '../l1/sendL1Calls.ts'

/**
 * What has to be sent before a pool can take MT of an account: nothing if it is approved already. Throws
 * {@link PreconditionError} when the account has too little.
 *
 * @param from `null` for a multisig, of which nothing is known
 */
export async function approveStake(
  l1: L1Connection,
  { from, spender, amount }: ApproveStake,
): Promise<readonly L1Step[]> {
  const { metisToken } = l1.contracts
  const data = encodeApprove({ spender, amount })
  const approval = { call: { to: metisToken, data, value: 0n }, what: 'approving the pool' }
  if (from === null) return [approval]
  const contract = 'MetisToken'
  const [balance, allowance] = await callContracts(l1, [
    { contract, method: 'balanceOf', args: [from] },
    { contract, method: 'allowance', args: [from, spender] },
  ])
  if (balance?.[0] < amount) {
    throw new PreconditionError({
      code: 'INSUFFICIENT_FUNDS',
      problem: `${from} has ${formatMt(balance?.[0])} MT on L1, not ${formatMt(amount)}`,
      remedy: 'Bring MT to the account on L1, or name another with --account.',
    })
  }
  return allowance?.[0] >= amount ? [] : [approval]
}

export interface ApproveStake {
  readonly from: Address | null
  readonly spender: Address
  /** Wei of MT. */
  readonly amount: bigint
}
