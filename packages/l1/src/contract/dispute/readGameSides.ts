import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'
import type { Dispute } from './decodeDispute.ts'

/** What the two sides of a game have left, and who may move for the asserter. */
export interface GameSides {
  /** Without those of the turn under way. */
  readonly asserterSeconds: number
  readonly challengerSeconds: number
  /** Who moves in the asserter's place; `null` for nobody. */
  readonly delegate: Address | null
}

/** The clocks of a game and the asserter's delegate (spec 4.1). */
export async function readGameSides(
  source: ContractSource,
  { disputeId, asserter }: Pick<Dispute, 'disputeId' | 'asserter'>,
): Promise<GameSides> {
  const contract = 'DisputeGame'
  const [clocks, delegate] = await callContracts(source, [
    { contract, method: 'clockOf', args: [disputeId] },
    { contract, method: 'delegateOf', args: [asserter] },
  ])
  return {
    asserterSeconds: Number(clocks?.[0]),
    challengerSeconds: Number(clocks?.[1]),
    delegate: BigInt(delegate?.[0]) === 0n ? null : asAddress(delegate?.[0]),
  }
}
