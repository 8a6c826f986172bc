import type { Game } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { readGameLogs } from '../ranger/readGameLogs.ts'
import type { AttackGround } from './AttackGround.ts'
import type { AttackedMoney, AttackVerdict } from './AttackVerdict.ts'
import type { AttackName, AttackOutcome } from './attacks.ts'
import { readGas } from './readGas.ts'
import type { Purse } from './readPurse.ts'

export interface FailedAttack {
  readonly attack: AttackName
  readonly outcome: AttackOutcome
  readonly games: readonly Game[]
  readonly before: Purse
  readonly after: Purse
  readonly stands: Readonly<Record<string, boolean>>
}

/** Everything that is to be said of an attack whose games are over. */
export async function judgeAttack(
  ground: AttackGround,
  { attack, outcome, games, before, after, stands }: FailedAttack,
): Promise<AttackVerdict> {
  const { source, asserter } = ground
  const { defender = asserter, granted = 0n } = outcome
  const gas = await readGas(source, before.l1BlockNumber + 1, after.l1BlockNumber)
  const money = (account: Address): AttackedMoney => ({
    account,
    before: String(before.eth.get(account)),
    after: String(after.eth.get(account)),
    gas: String(gas.get(account)?.all ?? 0n),
  })
  /** Without what gas cost. */
  const gained = (account: Address): bigint => {
    const { before: had, after: has, gas: paid } = money(account)
    return BigInt(has) - BigInt(had) + BigInt(paid)
  }
  const bonds = (own: readonly Game[]) => own.reduce((sum, { bond }) => sum + bond, 0n)
  const bystander = ground.bystander.address
  const attackers = [...before.eth.keys()].filter(
    (account) => account !== asserter && account !== bystander,
  )
  const gasOfMoves = gas.get(defender)?.moves ?? 0n
  const isAll = (holds: (game: Game) => boolean) => games.length > 0 && games.every(holds)
  const checks = {
    'every game is decided for the asserter, and resolved': isAll(
      ({ phase, isResolved }) => phase === 'asserter-won' && isResolved,
    ),
    'it has played them itself, or whoever it has named': isAll(
      (game) => game.asserter === asserter && (game.defender ?? defender) === defender,
    ),
    ...stands,
    ...outcome.checks,
    'it has all bonds of the attackers, and its own back':
      gained(defender) - granted === bonds(games) && after.credit === 0n,
    'nobody else of that side has paid anything': [asserter, bystander].every(
      (account) => account === defender || gained(account) === 0n,
    ),
    'which pay more than its moves cost': bonds(games) >= gasOfMoves,
    'each attacker has lost its bonds and nothing else': attackers.every(
      (account) =>
        gained(account) === -bonds(games.filter(({ challenger }) => challenger === account)),
    ),
    'the asserter’s MT and its stake are as they were':
      after.mt === before.mt && after.stake === before.stake && after.bond === before.bond,
    'and so is the DAC’s money': after.escrow >= before.escrow,
  }
  const played = await Promise.all(
    games.map(async (game) => {
      const { disputeId, blockNumber: block, stateBatchIndex, challenger, phase, openedAt } = game
      const { resolved } = await readGameLogs(source, game)
      const ended = await source.client.block(resolved?.l1BlockNumber ?? 'latest')
      return {
        ...{ disputeId, block, stateBatchIndex, challenger, round: game.segment.round, phase },
        seconds: (ended?.timestamp ?? Number.POSITIVE_INFINITY) - openedAt,
      }
    }),
  )
  return {
    ...{ scenario: `attack/${attack}`, attack, games: played, asserter: money(asserter) },
    ...{ gasOfMoves: String(gasOfMoves), attackers: attackers.map(money) },
    ...{ facts: outcome.facts ?? {}, checks },
    passed: Object.values(checks).every((holds) => holds),
  }
}
