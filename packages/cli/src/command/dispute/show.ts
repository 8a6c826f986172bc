import { describeGame } from '../../dispute/describeGame.ts'
import { describeMove } from '../../dispute/describeMove.ts'
import { disputeArgument } from '../../dispute/disputeArgument.ts'
import { readMoves } from '../../dispute/readMoves.ts'
import { requireGame } from '../../dispute/requireGame.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm dispute show`: where a game stands. */
export const show = defineCommand({
  noun: 'dispute',
  verb: 'show',
  summary: 'Shows a game: segment, whose move it is and until when, bonds, roots, moves so far',
  examples: ['dispute show 0', 'dispute show 12 --json', 'dispute show 12 --l1-url http://l1:8545'],
  notes: ['From L1 alone. A trace has 2^38 positions: slots of 2^25 steps, one for each input.'],
  arguments: { disputeId: disputeArgument },
  options: {},
  async handle(context, { arguments: { disputeId } }) {
    const l1 = await connectL1(context)
    const game = await requireGame(l1, disputeId)
    const { data, text } = await describeGame(l1, game)
    const moves = (await readMoves(l1, game)).map(describeMove)
    return {
      data: { ...data, moves: moves.map((move) => move.data) },
      text: [text, '', ...moves.map((move) => move.text)].join('\n'),
      next: game.isResolved
        ? []
        : [`mvm dispute watch ${disputeId}`, `mvm dispute auto ${disputeId}`],
    }
  },
})
