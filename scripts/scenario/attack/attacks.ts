import type { Address } from '@mvm/protocol'
import type { Attacker } from './Attacker.ts'
import type { AttackGround } from './AttackGround.ts'
import { delegate } from './attack/delegate.ts'
import { killed } from './attack/killed.ts'
import { lastSecond } from './attack/lastSecond.ts'
import { laterBatch } from './attack/laterBatch.ts'
import { poor } from './attack/poor.ts'
import { reorganised } from './attack/reorganised.ts'
import { silence } from './attack/silence.ts'
import { swarm } from './attack/swarm.ts'
import { wrongBlock } from './attack/wrongBlock.ts'
import { wrongSegment } from './attack/wrongSegment.ts'

/** What attackers have done, once all their games have ended. */
export interface AttackOutcome {
  readonly disputeIds: readonly number[]
  readonly checks: Readonly<Record<string, boolean>>
  /** Who has given the bonds for the asserter. @default itself */
  readonly defender?: Address
  /** Wei of ETH that the attack gave the asserter, by no transaction. @default 0 */
  readonly granted?: bigint
  /** What is worth telling besides. */
  readonly facts?: Readonly<Record<string, number>>
}

export interface Attack {
  /** How many accounts it takes, at most 8. */
  readonly attackerCount: number
  /** Of the devnet. @default 60 */
  readonly windowSeconds?: number
  /** Resolves when the outcome of each game has taken effect. */
  readonly run: (ground: AttackGround, attackers: readonly Attacker[]) => Promise<AttackOutcome>
}

export const attackNames = [
  'wrong-block',
  'wrong-segment',
  'silence',
  'last-second',
  'later-batch',
  'poor',
  'killed',
  'reorganised',
  'delegate',
  'swarm',
] as const

export type AttackName = (typeof attackNames)[number]

/** Attacks on an honest asserter by those who dispute what is right. */
export const attacks: Readonly<Record<AttackName, Attack>> = {
  'wrong-block': wrongBlock,
  'wrong-segment': wrongSegment,
  silence,
  'last-second': lastSecond,
  'later-batch': laterBatch,
  poor,
  killed,
  reorganised,
  delegate,
  swarm,
}
