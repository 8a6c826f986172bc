import type { Move } from '@mvm/fraud-proof'
import type { Dispute } from '@mvm/l1'

/** Wei of ETH that a move carries: the asserter's bond with its first one. */
export function moveValue(
  { kind }: Pick<Move, 'kind'>,
  { defender, bond }: Pick<Dispute, 'defender' | 'bond'>,
): bigint {
  return kind === 'cut' && defender === null ? bond : 0n
}
