import type { Move } from '@mvm/fraud-proof'
import { type ContractSource, type Dispute, readDefence } from '@mvm/l1'

/**
 * Wei of ETH that a move carries: the asserter's bond with the first cut of a game, unless it answers for another game on
 * the DAC already.
 */
export async function moveValue(
  source: ContractSource,
  { kind }: Pick<Move, 'kind'>,
  game: Pick<Dispute, 'chainId' | 'asserter' | 'defender' | 'bond'>,
): Promise<bigint> {
  if (kind !== 'cut' || game.defender !== null) return 0n
  const { defender } = await readDefence(source, game.chainId, game.asserter)
  return defender === null ? game.bond : 0n
}
