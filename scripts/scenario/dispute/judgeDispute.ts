import { type ContractSource, type Game, readDisputeCount } from '@mvm/l1'
import { type Address, opcodes } from '@mvm/protocol'
import type { GameLogs } from '../ranger/readGameLogs.ts'
import { WRONG_BLOCK } from '../ranger/startLyingDevnet.ts'
import type { WentOn } from './chainGoesOn.ts'
import type { DisputedSide, DisputeVerdict, InText } from './DisputeVerdict.ts'
import { moneyChecks } from './moneyChecks.ts'
import type { Money, Sides } from './readMoney.ts'
import type { TracedVerdict } from './traceAgain.ts'

const WITHIN_S = 90

export interface PlayedDispute {
  readonly fault: DisputeVerdict['fault']
  readonly game: Game
  readonly logs: GameLogs
  readonly traced: TracedVerdict
  /** What was asked of a node's RPC. */
  readonly nodeTells: Readonly<Record<string, boolean>>
  readonly wentOn: WentOn
  /** Whose node went on. */
  readonly honest: Address
  readonly before: Sides<Money>
  readonly after: Sides<Money>
}

/** Everything that is to be said of a dispute that is over, and whether it went as it has to go. */
export async function judgeDispute(
  { fault, game, logs, traced, nodeTells, wentOn, honest, before, after }: PlayedDispute,
  source: ContractSource,
): Promise<DisputeVerdict> {
  const { blockNumber: block, disputeId, phase, openedAt } = game
  const { checks: wentOnChecks, assertedAt, ...assertedAgain } = wentOn
  const ended = await source.client.block(logs.resolved?.l1BlockNumber ?? 'latest')
  const seconds = (ended?.timestamp ?? Number.POSITIVE_INFINITY) - openedAt
  const secondsToGoOn = assertedAt - openedAt
  const { step, differingField } = traced
  const checks = {
    'the block of the fault is disputed': block === WRONG_BLOCK,
    'nothing else is': (await readDisputeCount(source)) === 1,
    'the challenger won by a step on L1': phase === 'challenger-won' && logs.executed !== undefined,
    ...traced.checks,
    ...nodeTells,
    ...wentOnChecks,
    ...moneyChecks(before, after, game, logs.resolved),
    'the outcome took effect within 90 s': logs.resolved !== undefined && seconds <= WITHIN_S,
    'and the chain went on within 90 s': secondsToGoOn <= WITHIN_S,
  }
  const side = (name: keyof Sides<Money>): DisputedSide => ({
    account: game[name],
    before: inText(before[name]),
    after: inText(after[name]),
  })
  return {
    ...{ scenario: `dispute/${fault}`, fault, block, kind: step.kind },
    ...{ opcode: mnemonicOf(step.opcode), differingField, position: game.segment.position },
    ...{ moduleId: logs.executed?.moduleId ?? null, disputeId, phase, winner: winnerOf(game) },
    ...{ seconds, secondsToGoOn, assertedAgain: { account: honest, ...assertedAgain } },
    ...{ challenger: side('challenger'), asserter: side('asserter') },
    checks,
    passed: Object.values(checks).every((holds) => holds),
  }
}

function winnerOf({ phase }: Game): DisputeVerdict['winner'] {
  if (phase === 'challenger-won') return 'challenger'
  return phase === 'asserter-won' ? 'asserter' : null
}

function mnemonicOf(opcode: number | undefined): string | null {
  if (opcode === undefined) return null
  for (const [mnemonic, known] of opcodes) if (known === opcode) return mnemonic
  return `0x${opcode.toString(16)}`
}

function inText({ eth, mt, stake, bond }: Money): InText<Money> {
  return { eth: String(eth), mt: String(mt), stake: String(stake), bond: String(bond) }
}
