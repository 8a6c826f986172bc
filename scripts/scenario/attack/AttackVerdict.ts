import type { DisputePhase } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { AttackName } from './attacks.ts'

/** What a game of an attack came to. */
export interface AttackedGame {
  readonly disputeId: number
  readonly block: number
  readonly stateBatchIndex: number
  readonly challenger: Address
  readonly round: number
  readonly phase: DisputePhase
  /** From the opening until the outcome took effect, by L1's clock. */
  readonly seconds: number
}

/** Wei in decimal, as JSON can hold it. */
export interface AttackedMoney {
  readonly account: Address
  /** ETH, what is to be withdrawn included. */
  readonly before: string
  readonly after: string
  /** Of the difference, what L1's gas cost, for whatever it was. */
  readonly gas: string
}

/** What a scenario `attack/<name>` prints. */
export interface AttackVerdict {
  readonly scenario: string
  readonly attack: AttackName
  readonly games: readonly AttackedGame[]
  readonly asserter: AttackedMoney
  /** What the asserter's moves in the games cost, in wei, which the challengers' bonds have to pay. */
  readonly gasOfMoves: string
  readonly attackers: readonly AttackedMoney[]
  readonly facts: Readonly<Record<string, number>>
  /** All of them must hold. */
  readonly checks: Readonly<Record<string, boolean>>
  readonly passed: boolean
}
