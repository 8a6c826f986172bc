import { encodeReleaseBond } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { resolveDac } from '../../dac/resolveDac.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { openBond } from '../../stake/openBond.ts'

/** `mvm sequencer release`: frees the bond that a lowered allocation still reserves. */
export const release = defineCommand({
  noun: 'sequencer',
  verb: 'release',
  summary: 'Frees the stake that a lowered allocation to a DAC still reserves',
  examples: [
    'sequencer release --dac demo',
    'sequencer release --dac demo --dry-run',
    'sequencer release --dac demo --calldata',
  ],
  notes: [
    'Once two epochs and the unlock time have passed and everything that it asserted is withdrawable.',
    'Then `mvm sequencer unstake` takes it out, or another DAC gets it.',
  ],
  arguments: {},
  options: { dac: dacOption, ...sendingOptions },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { chainId, slug } = await resolveDac(context, l1)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const amount = from === null ? null : await openBond(l1, { chainId, slug, account: from })
    const data = encodeReleaseBond(chainId)
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: { to: l1.contracts.sequencerPool, data, value: 0n },
        what: 'releasing the bond',
      },
      action: `release the bond for "${slug}"`,
      facts: [
        ['DAC', `${slug} (chainID ${chainId})`],
        ['freed', amount === null ? 'unknown' : `${formatMt(amount)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, chainId, slug, amount: String(amount ?? 0n), l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['freed', `${formatMt(amount ?? 0n)} MT`],
        ['L1 transaction', l1TransactionHash],
      ]),
      next: [`mvm sequencer unstake --amount ${amount ?? '<amount>'}`],
    }
  },
})
