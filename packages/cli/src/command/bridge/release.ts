import { encodeReleaseDeposit } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readWhole } from '../../argument/readWhole.ts'
import { openParkedDeposit } from '../../bridge/openParkedDeposit.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm bridge release`: sends a parked deposit on. */
export const release = defineCommand({
  noun: 'bridge',
  verb: 'release',
  summary: 'Sends a parked deposit into its DAC',
  examples: ['bridge release 3', 'bridge release 3 --dry-run', 'bridge release 3 --calldata'],
  notes: ["Anybody may, as soon as the DAC's sequencers are bonded for it."],
  arguments: {
    id: { name: '<id>', description: 'of the parked deposit', parse: readWhole },
  },
  options: sendingOptions,
  async handle(context, { arguments: { id: depositId }, options }) {
    const l1 = await connectL1(context)
    const { chainId, owner, to, amount } = await openParkedDeposit(l1, depositId)
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: {
          to: l1.contracts.l1StandardBridge,
          data: encodeReleaseDeposit(depositId),
          value: 0n,
        },
        what: 'releasing the deposit',
      },
      action: 'release this deposit',
      facts: [
        ['deposit', depositId],
        ['chainID', chainId],
        ['owner', owner],
        ['amount', `${formatMt(amount)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const status = 'released'
    return {
      data: { depositId, status, chainId, owner, to, amount: amount.toString(), l1TransactionHash },
      text: formatFields([
        ['deposit', depositId],
        ['status', status],
        ['amount', `${formatMt(amount)} MT`],
        ['L1 transaction', l1TransactionHash],
      ]),
    }
  },
})
