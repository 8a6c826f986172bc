import { callContracts } from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** What creating a DAC burns, and what an account has approved ComCo for; in wei of MT. */
export interface CreationBurn {
  readonly amount: bigint
  readonly isApproved: boolean
}

/**
 * Reads the burn and, for an account, whether it can pay it. Throws {@link PreconditionError} when it has too
 * little MT.
 */
export async function readCreationBurn(
  l1: L1Connection,
  account: Address | undefined,
): Promise<CreationBurn> {
  const [burn] = await callContracts(l1, [{ contract: 'ComCo', method: 'creationBurn', args: [] }])
  const amount: bigint = burn?.[0]
  if (amount === 0n) return { amount, isApproved: true }
  if (account === undefined) return { amount, isApproved: false }
  const contract = 'MetisToken'
  const [balance, allowance] = await callContracts(l1, [
    { contract, method: 'balanceOf', args: [account] },
    { contract, method: 'allowance', args: [account, l1.contracts.comCo] },
  ])
  if (balance?.[0] < amount) {
    throw new PreconditionError({
      code: 'INSUFFICIENT_FUNDS',
      problem: `creating a DAC burns ${formatMt(amount)} MT, and ${account} has ${formatMt(balance?.[0])} on L1`,
      remedy: 'Bring MT to the account on L1, or name another with --account.',
    })
  }
  return { amount, isApproved: allowance?.[0] >= amount }
}
