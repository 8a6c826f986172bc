import { encodeWithdrawProducerBond, readProducerStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm provider withdraw`: returns the bond of a producer that has left. */
export const withdraw = defineCommand({
  noun: 'provider',
  verb: 'withdraw',
  summary: 'Returns the bond of an account that has left the producers',
  examples: ['provider withdraw', 'provider withdraw --dry-run', 'provider withdraw --calldata'],
  notes: ['Once the unlock delay has passed and no draw counts the account any more.'],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const standing = from === null ? null : await readProducerStanding(l1, from)
    if (standing !== null) {
      const { left, unlockDelaySeconds, currentEpoch } = standing
      if (left === null) {
        throw new PreconditionError({
          code: 'PRODUCER_MEMBERSHIP',
          problem: `${from} has not left the producers`,
          remedy: 'Run: mvm provider leave',
        })
      }
      const unlocksAt = left.timestamp + unlockDelaySeconds
      const head = await l1.client.block('latest', { signal: l1.signal })
      const isUnlocked = (head?.timestamp ?? 0) > unlocksAt && currentEpoch >= left.epoch + 2
      if (!isUnlocked) {
        throw new PreconditionError({
          code: 'BOND_LOCKED',
          problem: `the bond is locked until after ${new Date(unlocksAt * 1000).toISOString()} and epoch ${left.epoch + 2}; now is epoch ${currentEpoch}`,
          remedy: 'Wait, and run it again.',
        })
      }
    }
    const to = l1.contracts.sequencerPool
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: { to, data: encodeWithdrawProducerBond(), value: 0n },
        what: 'withdrawing the bond',
      },
      action: "withdraw a producer's bond",
      facts: [['bond', standing === null ? 'unknown' : `${formatMt(standing.bond)} MT`]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, bond: String(standing?.bond ?? 0n), l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['bond returned', `${formatMt(standing?.bond ?? 0n)} MT`],
        ['L1 transaction', l1TransactionHash],
      ]),
    }
  },
})
