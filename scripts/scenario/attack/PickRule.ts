import { partsOf, ROUNDS, type StateHash } from '@mvm/fraud-proof'
import type { Game } from '@mvm/l1'
import { keccak256Hex } from '@mvm/protocol'

/** Which part a lying challenger picks of what the asserter posted; `null` when it says nothing any more. */
export type PickRule = (
  game: Pick<Game, 'disputeId' | 'segment'>,
  cuts: readonly StateHash[],
) => number | null

/** Whatever was posted. */
export const lastPart: PickRule = (_, cuts) => cuts.length

/** As if the asserter had begun wrong. */
export const firstPart: PickRule = () => 0

/** Any, the same ones whenever the seed is the same. */
export function anyPart(seed: string): PickRule {
  return ({ segment: { round } }) => {
    const hash = keccak256Hex(new TextEncoder().encode(`${seed}/${round}`))
    return Number(BigInt(hash) % BigInt(partsOf(round)))
  }
}

/** Plays by a rule, and falls silent when so many picks are made. */
export function silentFrom(round: number, rule: PickRule = lastPart): PickRule {
  return (game, cuts) => (game.segment.round >= round ? null : rule(game, cuts))
}

/** Never picks the last one, so that the game never gets to its step. */
export const silentAtTheEnd = silentFrom(ROUNDS - 1)
