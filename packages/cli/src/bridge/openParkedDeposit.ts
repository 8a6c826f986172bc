import { type ParkedDeposit, readParkedDeposit } from '@mvm/l1'
import { PreconditionError } from '../error/PreconditionError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** A deposit that is parked now. Throws {@link PreconditionError} for one that is not, or never was. */
export async function openParkedDeposit(
  l1: L1Connection,
  depositId: number,
): Promise<ParkedDeposit> {
  const deposit = await readParkedDeposit(l1, depositId)
  if (deposit?.status === 'parked') return deposit
  throw new PreconditionError({
    code: 'DEPOSIT_NOT_PARKED',
    problem:
      deposit === null
        ? `no deposit was ever parked with the id ${depositId}`
        : `deposit ${depositId} is ${deposit.status}`,
    remedy: 'The id stands in what `mvm bridge deposit` printed.',
  })
}
