import type { Role } from '@mvm/fraud-proof'
import type { Dispute } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'

export interface RoleChoice {
  readonly account: Address
  readonly dispute: Pick<Dispute, 'disputeId' | 'asserter'>
  /** What L1 takes the account for. */
  readonly own: Role
  /** What it says itself. */
  readonly asked: Role | undefined
}

/**
 * In whose name an account plays a game. Throws {@link PreconditionError} when it asks for a side that is not its own, and
 * for an asserter's delegate that does not ask: whoever asserts can name any account, also one that wants nothing but to
 * help the truth out, and a delegate gives the bond.
 */
export function playedRole({ account, dispute, own, asked }: RoleChoice): Role {
  const { disputeId, asserter } = dispute
  if (asked === undefined && own === 'asserter' && account !== asserter) {
    throw new PreconditionError({
      code: 'ROLE_NOT_GIVEN',
      problem: `${asserter} has named ${account} its delegate in dispute ${disputeId}, which may have to give its bond`,
      remedy:
        'Give --as asserter to play for it and to trust it with the bond, else --as bystander.',
    })
  }
  if (asked !== undefined && asked !== 'bystander' && asked !== own) {
    throw new PreconditionError({
      code: 'NO_MOVE',
      problem: `${account} is no ${asked} in dispute ${disputeId}`,
      remedy: `Run: mvm dispute show ${disputeId}`,
    })
  }
  return asked ?? own
}
