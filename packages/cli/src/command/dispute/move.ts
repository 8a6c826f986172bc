import { readGameSides } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { oneOf } from '../../argument/oneOf.ts'
import { disputeArgument } from '../../dispute/disputeArgument.ts'
import { playedRole } from '../../dispute/playedRole.ts'
import { requireGame } from '../../dispute/requireGame.ts'
import { traceDataOption } from '../../dispute/traceDataOption.ts'
import { traceOfGame } from '../../dispute/traceOfGame.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm dispute move`: one move of a game. */
export const move = defineCommand({
  noun: 'dispute',
  verb: 'move',
  summary: "Makes the one move that a game waits for, if it is the account's to make",
  examples: [
    'dispute move 0',
    'dispute move 0 --dry-run',
    'dispute move 0 --as asserter --calldata',
  ],
  notes: [
    'What is right is computed from L1 alone. The first move of an asserter carries its bond, unless the bond is',
    'there for another game on the DAC.',
  ],
  arguments: { disputeId: disputeArgument },
  options: {
    as: option.optional(
      '--as <role>',
      'asserter, challenger or bystander; by default what the account is',
      oneOf(['asserter', 'challenger', 'bystander']),
    ),
    data: traceDataOption,
    ...sendingOptions,
  },
  async handle(context, { arguments: { disputeId }, options }) {
    const l1 = await connectL1(context)
    const head = await l1.client.block('latest', { signal: l1.signal })
    if (head === null) throw new RangeError('L1 has no latest block')
    // At one block, so that the move is one for the segment that it names.
    const atHead = { ...l1, at: { hash: head.hash } }
    const game = await requireGame(atHead, disputeId)
    const { encodeMove, moveValue, readPlayedGame, roleOf } = await import('@mvm/node')
    const { nextMove } = await import('@mvm/fraud-proof')
    const ownRole = async () => {
      const account = await new SigningKey(context, l1.chainId).address()
      const own = roleOf(account, game, await readGameSides(l1, game))
      return playedRole({ account, dispute: game, own, asked: undefined })
    }
    const role = options.as ?? (await ownRole())
    const played = await readPlayedGame(atHead, game, head.number, role)
    const { trace, close } = await traceOfGame(context, l1, game, { data: options.data })
    let next: Awaited<ReturnType<typeof nextMove>>
    try {
      next = await nextMove(played, role, trace, head.timestamp)
    } finally {
      await close()
    }
    if (next.kind === 'wait') {
      throw new PreconditionError({
        code: 'NO_MOVE',
        problem: game.isResolved
          ? `dispute ${disputeId} is resolved: ${game.phase}`
          : `in the phase ${game.phase} of dispute ${disputeId} there is nothing that the ${role} can do now`,
        remedy: `Run: mvm dispute show ${disputeId}`,
      })
    }
    const value = await moveValue(l1, next, game)
    const call = { to: l1.contracts.disputeGame, data: encodeMove(next, game), value }
    const outcome = await sendL1Calls(context, l1, options, {
      last: { call, what: `moving in dispute ${disputeId}: ${next.kind}` },
      action: `move in dispute ${disputeId}`,
      facts: [
        ['move', next.kind],
        ['as', role],
        ['bond', `${formatMt(value)} ETH`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const { round } = game.segment
    return {
      data: { disputeId, move: next.kind, role, round, value: value.toString(), l1TransactionHash },
      text: formatFields([
        ['dispute', disputeId],
        ['move', next.kind],
        ['as', role],
        ['round', round],
        ['L1 transaction', l1TransactionHash],
      ]),
      next: [`mvm dispute show ${disputeId}`],
    }
  },
})
