import { encodeUnstake } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readAmount } from '../../argument/readAmount.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { describeStake } from '../../stake/describeStake.ts'
import { requireFreeStake } from '../../stake/requireFreeStake.ts'

/** `mvm sequencer unstake`: stake that no bond uses goes back to its owner. */
export const unstake = defineCommand({
  noun: 'sequencer',
  verb: 'unstake',
  summary: "Takes MT out of a sequencer's stake",
  examples: [
    'sequencer unstake --amount 5000mt',
    'sequencer unstake --amount 5000mt --dry-run',
    'sequencer unstake --amount 5000mt --calldata',
  ],
  notes: [
    'Only what is reserved for no DAC: lower allocations first and release their bonds. What is left',
    'is nothing, or the entry stake at least.',
  ],
  arguments: {},
  options: {
    amount: option.required('--amount <amount>', 'wei, or with a unit: 5000mt', readAmount),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { amount } = options
    const l1 = await connectL1(context)
    const { sequencerPool: to } = l1.contracts
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    if (from !== null) await requireFreeStake(l1, from, amount)
    const outcome = await sendL1Calls(context, l1, options, {
      last: { call: { to, data: encodeUnstake(amount), value: 0n }, what: 'unstaking' },
      action: `take ${formatMt(amount)} MT out of the stake`,
      facts: [['amount', `${formatMt(amount)} MT`]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return describeStake(l1, { account: from, amount, l1TransactionHash })
  },
})
