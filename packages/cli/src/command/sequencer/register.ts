import { encodeSetEndpoint, encodeStake } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readAmount } from '../../argument/readAmount.ts'
import { readText } from '../../argument/readText.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { approveStake } from '../../stake/approveStake.ts'

/** `mvm sequencer register`: says on L1 where a sequencer is reached, and stakes for it. */
export const register = defineCommand({
  noun: 'sequencer',
  verb: 'register',
  summary: 'Says where others reach a sequencer, and with --stake stakes for it',
  examples: [
    'sequencer register --endpoint wss://sequencer.example:9545',
    'sequencer register --endpoint wss://sequencer.example:9545 --stake 20000mt',
    'sequencer register --endpoint wss://sequencer.example:9545 --dry-run',
  ],
  notes: ['Then: mvm sequencer allocate. Run again, it changes the endpoint and adds stake.'],
  arguments: {},
  options: {
    endpoint: option.required('--endpoint <url>', 'where other nodes reach it', readText),
    stake: option.optional('--stake <amount>', 'MT to add to its stake: 20000mt', readAmount),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { endpoint, stake = 0n } = options
    const l1 = await connectL1(context)
    const { sequencerPool: to } = l1.contracts
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const staking =
      stake === 0n
        ? []
        : [
            ...(await approveStake(l1, { from, spender: to, amount: stake })),
            { call: { to, data: encodeStake(stake), value: 0n }, what: 'staking' },
          ]
    const outcome = await sendL1Calls(context, l1, options, {
      first: staking,
      last: {
        call: { to, data: encodeSetEndpoint(endpoint), value: 0n },
        what: 'setting the endpoint',
      },
      action: 'register this sequencer',
      facts: [
        ['endpoint', endpoint],
        ['stake to add', `${formatMt(stake)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, endpoint, stakeAdded: stake.toString(), l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['endpoint', endpoint],
        ['staked', stake === 0n ? undefined : `${formatMt(stake)} MT`],
        ['L1 transaction', l1TransactionHash],
      ]),
      next: ['mvm sequencer allocate --dac <slug> --amount <amount>', 'mvm sequencer status'],
    }
  },
})
