import { readDisputeMoves } from '@mvm/l1'
import { describeGame } from '../../dispute/describeGame.ts'
import { describeMove } from '../../dispute/describeMove.ts'
import { disputeArgument } from '../../dispute/disputeArgument.ts'
import { readMoves } from '../../dispute/readMoves.ts'
import { requireGame } from '../../dispute/requireGame.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { poll } from '../../program/poll.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'

/** A game of the strict profile has ended by then. */
const TWO_WEEKS = 1_209_600
/** Looked at again, since L1 can be reorganised. */
const REORGANISED_BLOCKS = 64

/** `mvm dispute watch`: a game as it goes on. */
export const watch = defineCommand({
  noun: 'dispute',
  verb: 'watch',
  summary: 'Prints each move of a game as it comes, until the outcome has taken effect',
  examples: ['dispute watch 0', 'dispute watch 0 --timeout 5m', 'dispute watch 12 --json'],
  notes: [
    'From L1 alone. Moves go to stderr as they come; with --json stdout has them all at the end.',
  ],
  arguments: { disputeId: disputeArgument },
  options: { timeout: timeoutOption(TWO_WEEKS) },
  async handle(context, { arguments: { disputeId }, options }) {
    const l1 = await connectL1(context)
    const { client, signal } = l1
    const { openedAtBlock } = await requireGame(l1, disputeId)
    const told = new Set<string>()
    let from = openedAtBlock
    context.progress.step(`watching dispute ${disputeId}`)
    const game = await poll({
      ...{ what: `dispute ${disputeId} to be resolved`, intervalMs: 1_000, signal },
      timeoutSeconds: options.timeout,
      look: async () => {
        const head = await client.block('latest', { signal })
        if (head === null) return undefined
        for (const move of await readDisputeMoves(l1, disputeId, { from, to: head.number })) {
          const { text } = describeMove(move)
          if (!told.has(text)) context.progress.note(text)
          told.add(text)
        }
        from = Math.max(openedAtBlock, head.number - REORGANISED_BLOCKS)
        const seen = await requireGame(l1, disputeId)
        return seen.isResolved ? seen : undefined
      },
      reached: () => ({ moves: [...told] }),
      remedy: 'Run the command again: it begins with the first move.',
    })
    const { data, text } = await describeGame(l1, game)
    const moves = (await readMoves(l1, game)).map(describeMove)
    return { data: { ...data, moves: moves.map((move) => move.data) }, text }
  },
})
