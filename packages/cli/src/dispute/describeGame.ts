import { type Game, readDac, readDefence, readGameSides, readStateBatchStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { headTimestamp } from '../l1/headTimestamp.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import { formatFields } from '../output/formatFields.ts'
import { whoMoves } from './whoMoves.ts'

/** All that L1 says of a game, for programs and for people. */
export async function describeGame(l1: L1Connection, game: Game) {
  // Loaded here: few commands need the machine.
  const { offsetOf, ROUNDS, segmentLength, slotOf } = await import('@mvm/fraud-proof')
  const [sides, standing, dac, now, defence] = await Promise.all([
    readGameSides(l1, game),
    readStateBatchStanding(l1, game.chainId, game.stateBatchIndex),
    readDac(l1, game.chainId),
    headTimestamp(l1),
    readDefence(l1, game.chainId, game.asserter),
  ])
  const { disputeId, chainId, stateBatchIndex, blockNumber, phase, isResolved } = game
  // Of a game that its state batch has taken along the clock means nothing.
  const deadline = standing.isLive ? game.deadline : null
  const { openedAt, openedAtBlock, challenger, asserter, defender, bond } = game
  const { agreedRoot, claimedRoot, challengerRoot, segmentHash } = game
  const { position, round, startHash, endHash } = game.segment
  const { delegate, asserterSeconds, challengerSeconds } = sides
  // One for all games on the DAC, until the last one is resolved.
  const isPosted = !isResolved && defence.defender !== null
  const slug = dac?.slug ?? null
  const turn = whoMoves(game, sides, standing)
  const segment = {
    ...{ position, slot: slotOf(position), step: offsetOf(position) },
    ...{ length: segmentLength(round), startHash, endHash, segmentHash },
  }
  const data = {
    ...{ disputeId, chainId, slug, stateBatchIndex, blockNumber, openedAt, openedAtBlock },
    ...{ phase, isResolved, round, rounds: ROUNDS, segment },
    toMove:
      turn === null
        ? null
        : {
            ...{ side: turn.side, move: turn.move, accounts: turn.accounts, until: deadline },
            secondsLeft: deadline === null ? null : Math.max(0, deadline - now),
          },
    ...{ challenger, asserter, delegate, defender },
    bonds: { challenger: bond.toString(), asserter: isPosted ? bond.toString() : '0' },
    clocks: { asserterSeconds, challengerSeconds },
    ...{ agreedRoot, claimedRoot, challengerRoot },
  }
  const until =
    deadline === null
      ? undefined
      : `${new Date(deadline * 1000).toISOString()}${now > deadline ? ', which has passed' : `, in ${deadline - now} s`}`
  const text = formatFields([
    ['dispute', disputeId],
    ['about', `block ${blockNumber}, state batch ${stateBatchIndex} of ${slug ?? chainId}`],
    ['phase', isResolved ? `${phase}, resolved` : phase],
    ['round', `${round} of ${ROUNDS}`],
    [
      'segment',
      `${segment.length} steps from slot ${segment.slot}, step ${segment.step} (position ${position})`,
    ],
    ['its first state', startHash],
    ['its last state', endHash],
    ['to move', turn === null ? 'nobody' : `${turn.side}: ${turn.move}`],
    ['until', until],
    ['challenger', challenger],
    ['asserter', asserter],
    ['its delegate', delegate ?? undefined],
    [
      'bond of each',
      `${formatMt(bond)} ETH${isPosted || isResolved ? '' : ', the asserter has none yet'}`,
    ],
    ['clocks', `asserter ${asserterSeconds} s, challenger ${challengerSeconds} s`],
    ['agreed root', agreedRoot],
    ['claimed root', claimedRoot],
    ["challenger's root", challengerRoot],
  ])
  return { data, text }
}
