import { encodeRefundDeposit } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readWhole } from '../../argument/readWhole.ts'
import { openParkedDeposit } from '../../bridge/openParkedDeposit.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm bridge refund`: Takes a parked deposit back. */
export const refund = defineCommand({
  noun: 'bridge',
  verb: 'refund',
  summary: 'Takes back a parked deposit',
  examples: ['bridge refund 3', 'bridge refund 3 --dry-run', 'bridge refund 3 --calldata'],
  notes: ['Only its owner may, and at any time.'],
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
          data: encodeRefundDeposit(depositId),
          value: 0n,
        },
        what: 'taking back the deposit',
      },
      action: 'take back this deposit',
      facts: [
        ['deposit', depositId],
        ['chainID', chainId],
        ['owner', owner],
        ['amount', `${formatMt(amount)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const status = 'refunded'
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
