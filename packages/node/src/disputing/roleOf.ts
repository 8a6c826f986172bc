import type { Role } from '@mvm/fraud-proof'
import type { Dispute, GameSides } from '@mvm/l1'
import type { Address } from '@mvm/protocol'

/** In whose name an account can move in a game. */
export function roleOf(
  account: Address,
  { challenger, asserter }: Pick<Dispute, 'challenger' | 'asserter'>,
  { delegate }: Pick<GameSides, 'delegate'>,
): Role {
  if (account === challenger) return 'challenger'
  return account === asserter || account === delegate ? 'asserter' : 'bystander'
}
