import { encodeLeaveRangers, readRangerStanding, readRangerTerms } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { describeLeaving } from '../../stake/describeLeaving.ts'

/** `mvm ranger leave`: ends a membership. */
export const leave = defineCommand({
  noun: 'ranger',
  verb: 'leave',
  summary: "Ends an account's membership of the rangers",
  examples: ['ranger leave', 'ranger leave --dry-run', 'ranger leave --calldata'],
  notes: ['Duties that are drawn already remain; the bond stays locked for the unlock delay.'],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { unlockDelaySeconds } = await readRangerTerms(l1)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const standing = from === null ? null : await readRangerStanding(l1, from)
    if (standing !== null && !standing.isMember) {
      throw new PreconditionError({
        code: 'RANGER_MEMBERSHIP',
        problem: `${from} is no ranger`,
        remedy: 'Run: mvm ranger status',
      })
    }
    const data = encodeLeaveRangers()
    const outcome = await sendL1Calls(context, l1, options, {
      last: { call: { to: l1.contracts.rangerPool, data, value: 0n }, what: 'leaving the rangers' },
      action: 'leave the rangers',
      facts: [
        ['bond', standing === null ? 'unknown' : `${formatMt(standing.bond)} MT`],
        ['stays locked for', `${unlockDelaySeconds} s`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const bond = standing?.bond ?? null
    return {
      ...describeLeaving({ account: from, bond, unlockDelaySeconds, l1TransactionHash }),
      next: ['mvm ranger status'],
    }
  },
})
