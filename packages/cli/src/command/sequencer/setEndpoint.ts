import { encodeSetEndpoint } from '@mvm/l1'
import { readEndpoint } from '../../argument/readEndpoint.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm sequencer set-endpoint`: where other nodes reach a sequencer. */
export const setEndpoint = defineCommand({
  noun: 'sequencer',
  verb: 'set-endpoint',
  summary: 'Says on L1 where other nodes reach a sequencer',
  examples: [
    'sequencer set-endpoint wss://sequencer.example:9545',
    'sequencer set-endpoint wss://sequencer.example:9545 --dry-run',
    'sequencer set-endpoint none',
  ],
  notes: ['`none` takes it back.'],
  arguments: {
    endpoint: { name: '<url>', description: 'ws:// or wss://, or none', parse: readEndpoint },
  },
  options: sendingOptions,
  async handle(context, { arguments: { endpoint }, options }) {
    const l1 = await connectL1(context)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const data = encodeSetEndpoint(endpoint ?? '')
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: { to: l1.contracts.sequencerPool, data, value: 0n },
        what: 'setting the endpoint',
      },
      action: endpoint === null ? 'take the endpoint back' : 'set the endpoint',
      facts: [['endpoint', endpoint ?? 'none']],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, endpoint, l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['endpoint', endpoint ?? 'none'],
        ['L1 transaction', l1TransactionHash],
      ]),
    }
  },
})
