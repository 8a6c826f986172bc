import { encodeLeaveProducers, readProducerStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { readProducerTerms } from '../../provider/readProducerTerms.ts'
import { describeLeaving } from '../../stake/describeLeaving.ts'

/** `mvm provider leave`: takes an account out of later draws. */
export const leave = defineCommand({
  noun: 'provider',
  verb: 'leave',
  summary: 'Takes an account out of the draws of producers',
  examples: ['provider leave', 'provider leave --dry-run', 'provider leave --calldata'],
  notes: [
    'It may still be drawn for this epoch and the next; then `mvm provider withdraw` returns the bond.',
  ],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { unlockDelaySeconds, currentEpoch } = await readProducerTerms(l1)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const standing = from === null ? null : await readProducerStanding(l1, from)
    if (standing !== null && !standing.isSignedUp) {
      throw new PreconditionError({
        code: 'PRODUCER_MEMBERSHIP',
        problem: `${from} ${standing.left === null ? 'is no producer' : 'has left already'}`,
        remedy: 'Run: mvm provider status',
      })
    }
    const to = l1.contracts.sequencerPool
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: { to, data: encodeLeaveProducers(), value: 0n },
        what: 'leaving the producers',
      },
      action: 'leave the producers',
      facts: [
        ['bond', standing === null ? 'unknown' : `${formatMt(standing.bond)} MT`],
        ['stays locked for', `${unlockDelaySeconds} s, and until epoch ${currentEpoch + 2}`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const bond = standing?.bond ?? null
    return {
      ...describeLeaving({ account: from, bond, unlockDelaySeconds, l1TransactionHash }),
      next: ['mvm provider status', 'mvm provider withdraw'],
    }
  },
})
