import { readDefence, readDisputeCredit, readGameSides } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { oneOf } from '../../argument/oneOf.ts'
import { readText } from '../../argument/readText.ts'
import { describeGame } from '../../dispute/describeGame.ts'
import { disputeArgument } from '../../dispute/disputeArgument.ts'
import { playedRole } from '../../dispute/playedRole.ts'
import { playGame } from '../../dispute/playGame.ts'
import { requireGame } from '../../dispute/requireGame.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { confirmSending } from '../../program/confirmSending.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { signingOptions } from '../../program/signingOptions.ts'

/** `mvm dispute auto`: plays a game to its end. */
export const auto = defineCommand({
  noun: 'dispute',
  verb: 'auto',
  summary: 'Plays a game to its end unattended, for whoever the account is in it',
  examples: [
    'dispute auto 0',
    'dispute auto 0 --data ./dispute --as asserter --yes',
    'dispute auto 0 --private-key 0x… --json',
  ],
  notes: [
    'As challenger, as asserter or its delegate, or as a bystander who proves the step, claims timeouts',
    'and resolves; as a delegate only with --as. What is right is computed from L1 alone. Started again after a',
    'kill it goes on; with --data also with what it had sent and derived. Use the account for nothing else meanwhile.',
  ],
  arguments: { disputeId: disputeArgument },
  options: {
    as: option.optional(
      '--as <role>',
      'asserter, challenger or bystander; by default what the account is. A delegate has to say it',
      oneOf(['asserter', 'challenger', 'bystander']),
    ),
    data: option.optional(
      '--data <folder>',
      'keep there what a restart goes on with: what was sent and derived',
      readText,
    ),
    yes: option.flag('--yes', 'do not ask'),
    ...signingOptions,
  },
  async handle(context, { arguments: { disputeId }, options }) {
    const l1 = await connectL1(context)
    const dispute = await requireGame(l1, disputeId)
    const key = new SigningKey(context, l1.chainId)
    const account = await key.address()
    // A run that was killed before it fetched its bonds has something left to do.
    if (dispute.isResolved && (await readDisputeCredit(l1, account)) === 0n) {
      throw new PreconditionError({
        code: 'NO_MOVE',
        problem: `dispute ${disputeId} is resolved: ${dispute.phase}; and ${account} has no bonds to fetch`,
        remedy: `Run: mvm dispute show ${disputeId}`,
      })
    }
    const { roleOf } = await import('@mvm/node')
    const own = roleOf(account, dispute, await readGameSides(l1, dispute))
    const role = playedRole({ account, dispute, own, asked: options.as })
    const signer = await key.unlock()
    const { defender } = await readDefence(l1, dispute.chainId, dispute.asserter)
    const facts = [
      ['L1 chainID', l1.chainId],
      ['from', account],
      ['as', role],
      [
        'bond',
        !dispute.isResolved && role === 'asserter' && defender === null
          ? `${formatMt(dispute.bond)} ETH`
          : 'none',
      ],
    ] as const
    const action = `play dispute ${disputeId}`
    await confirmSending(context, { l1ChainId: l1.chainId, action, facts }, options.yes)
    const { game, withdrawn } = await playGame(context, l1, {
      ...{ dispute, role, signer, data: options.data },
    })
    const { data, text } = await describeGame(l1, game)
    const isWon = role === 'bystander' ? null : game.phase === `${role}-won`
    return {
      data: { ...data, role, account, isWon, withdrawn: withdrawn.toString() },
      text: `${text}\nplayed as          ${role}\nbonds fetched      ${formatMt(withdrawn)} ETH`,
    }
  },
})
