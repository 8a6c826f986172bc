import { encodeUnlockRangerBond } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { openRangerBond } from '../../stake/openRangerBond.ts'

/** `mvm ranger unlock`: a former ranger's bond goes back to it. */
export const unlock = defineCommand({
  noun: 'ranger',
  verb: 'unlock',
  summary: 'Takes the bond back after leaving the rangers',
  examples: ['ranger unlock', 'ranger unlock --dry-run', 'ranger unlock --calldata'],
  notes: ['Once the unlock delay has passed since leaving, and no duties are drawn from it.'],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const bond = from === null ? null : await openRangerBond(l1, from)
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: { to: l1.contracts.rangerPool, data: encodeUnlockRangerBond(), value: 0n },
        what: 'unlocking the bond',
      },
      action: 'take the bond back',
      facts: [['bond', bond === null ? 'unknown' : `${formatMt(bond)} MT`]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, amount: String(bond ?? 0n), l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['returned', `${formatMt(bond ?? 0n)} MT`],
        ['L1 transaction', l1TransactionHash],
      ]),
    }
  },
})
