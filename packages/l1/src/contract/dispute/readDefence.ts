import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** With what an asserter answers for its state batches of a DAC. */
export interface Defence {
  /** Who posted its bond, the asserter or its delegate; `null` while there is none. */
  readonly defender: Address | null
  /** Disputes about its state batches that are not resolved. */
  readonly games: number
}

/** The one bond that an asserter has in the DisputeGame for all games about a DAC (spec 4.1). */
export async function readDefence(
  source: ContractSource,
  chainId: number,
  asserter: Address,
): Promise<Defence> {
  const [result] = await callContracts(source, [
    { contract: 'DisputeGame', method: 'defenceOf', args: [chainId, asserter] },
  ])
  const { defender, games } = result?.[0] ?? {}
  return {
    defender: BigInt(defender) === 0n ? null : asAddress(defender),
    games: Number(games),
  }
}
