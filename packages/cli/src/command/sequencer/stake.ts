import { encodeStake } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readAmount } from '../../argument/readAmount.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { approveStake } from '../../stake/approveStake.ts'
import { describeStake } from '../../stake/describeStake.ts'

/** `mvm sequencer stake`: MT as a sequencer's stake. */
export const stake = defineCommand({
  noun: 'sequencer',
  verb: 'stake',
  summary: "Adds MT to a sequencer's stake",
  examples: [
    'sequencer stake --amount 20000mt',
    'sequencer stake --amount 20000mt --dry-run',
    'sequencer stake --amount 20000mt --calldata',
  ],
  notes: ['Approves the pool first if needed. The first stake must reach the entry stake.'],
  arguments: {},
  options: {
    amount: option.required('--amount <amount>', 'wei, or with a unit: 20000mt', readAmount),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { amount } = options
    const l1 = await connectL1(context)
    const { sequencerPool: to } = l1.contracts
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const outcome = await sendL1Calls(context, l1, options, {
      first: await approveStake(l1, { from, spender: to, amount }),
      last: { call: { to, data: encodeStake(amount), value: 0n }, what: 'staking' },
      action: `stake ${formatMt(amount)} MT`,
      facts: [['amount', `${formatMt(amount)} MT`]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      ...(await describeStake(l1, { account: from, amount, l1TransactionHash })),
      next: ['mvm sequencer allocate --dac <slug> --amount <amount>'],
    }
  },
})
