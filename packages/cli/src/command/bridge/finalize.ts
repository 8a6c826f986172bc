import { encodeFinalizeWithdrawal, readWithdrawal } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { messageArguments, messageOptions } from '../../bridge/messageArguments.ts'
import { openWithdrawal } from '../../bridge/openWithdrawal.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { poll } from '../../program/poll.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'

/** `mvm bridge finalize`: pays a proven withdrawal after its window. */
export const finalize = defineCommand({
  noun: 'bridge',
  verb: 'finalize',
  summary: 'Pays a proven withdrawal on L1, once its window has passed',
  examples: [
    'bridge finalize 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo',
    'bridge finalize 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo --timeout 5m',
    'bridge finalize 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo --dry-run',
  ],
  notes: ['Anybody may finalize; the MT goes to the recipient that the withdrawal named.'],
  arguments: messageArguments,
  options: { ...messageOptions, timeout: timeoutOption(180), ...sendingOptions },
  async handle(context, { arguments: { transaction }, options }) {
    const { l1, dac, message, hash } = await openWithdrawal(context, transaction, options.message)
    const { slug, chainId } = dac
    const { target, value } = message
    const description = { withdrawalHash: hash, target, amount: value.toString() }
    const read = async () => {
      const known = await readWithdrawal(l1, hash)
      if (known !== null) return known
      throw new PreconditionError({
        code: 'WITHDRAWAL_NOT_PROVEN',
        problem: `withdrawal ${hash} is not proven on L1`,
        remedy: `Run: mvm bridge prove ${transaction} --dac ${slug}`,
      })
    }
    if ((await read()).status === 'finalized') {
      return {
        data: { ...description, status: 'finalized', l1TransactionHash: null },
        text: `withdrawal ${hash} is finalized already`,
      }
    }
    context.progress.step('waiting until the withdrawal can be paid')
    await poll({
      what: 'the withdrawal to be payable',
      intervalMs: 500,
      timeoutSeconds: options.timeout,
      look: async () => ((await read()).isFinalizable ? true : undefined),
      reached: () => description,
      remedy: `See what it waits for: mvm bridge status ${transaction} --dac ${slug}`,
      signal: context.signal,
    })
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: {
          to: l1.contracts.l1StandardBridge,
          data: encodeFinalizeWithdrawal(hash),
          value: 0n,
        },
        what: 'paying the withdrawal',
      },
      action: 'pay this withdrawal',
      facts: [
        ['DAC', `${slug} (chainID ${chainId})`],
        ['withdrawal', hash],
        ['to', target],
        ['amount', `${formatMt(value)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { ...description, status: 'finalized', l1TransactionHash },
      text: formatFields([
        ['withdrawal', hash],
        ['paid', `${formatMt(value)} MT to ${target}`],
        ['L1 transaction', l1TransactionHash],
      ]),
    }
  },
})
