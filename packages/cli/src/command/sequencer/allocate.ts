import { encodeAllocate, encodeReleaseDeposit, readSequencerStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readAmount } from '../../argument/readAmount.ts'
import { readIds } from '../../argument/readIds.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { type L1Step, sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm sequencer allocate`: how much of a stake backs the work for one DAC. */
export const allocate = defineCommand({
  noun: 'sequencer',
  verb: 'allocate',
  summary: "Sets how much of a sequencer's stake counts for a DAC",
  examples: [
    'sequencer allocate --dac demo --amount 5000mt',
    'sequencer allocate --dac demo --amount 0',
    'sequencer allocate --dac demo --amount 5000mt --release 3,4',
  ],
  notes: [
    'It is the whole allocation, not an addition to it. What is set in one epoch counts in the',
    'draw of the second one after. Less stays locked as a bond until it backs nothing any more.',
    '--release sends parked deposits into the DAC that the allocation makes room for.',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    amount: option.required('--amount <amount>', 'wei, or with a unit: 5000mt', readAmount),
    release: option.optional('--release <ids>', 'parked deposits to send on: 3,4', readIds),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { amount } = options
    const l1 = await connectL1(context)
    const { chainId, slug } = await resolveDac(context, l1)
    const call = {
      to: l1.contracts.sequencerPool,
      data: encodeAllocate({ chainId, amount }),
      value: 0n,
    }
    const steps = [
      { call, what: 'allocating' },
      ...(options.release ?? []).map((depositId) => ({
        call: {
          to: l1.contracts.l1StandardBridge,
          data: encodeReleaseDeposit(depositId),
          value: 0n,
        },
        what: `releasing deposit ${depositId}`,
      })),
    ]
    const sending = {
      first: steps.slice(0, -1),
      last: steps.at(-1) as L1Step,
      action: `allocate to "${slug}"`,
    }
    const amountFact = ['amount', `${formatMt(amount)} MT`] as const
    const dacFact = ['DAC', `${slug} (chainID ${chainId})`] as const
    if (options.calldata) {
      const { shown } = await sendL1Calls(context, l1, options, { ...sending, facts: [] })
      if (shown) return shown
    }
    const from = await new SigningKey(context, l1.chainId).address()
    const { stake, allocatedInAll, bond, threshold, currentEpoch } = await readSequencerStanding(
      l1,
      chainId,
      from,
    )
    const free = stake - allocatedInAll + bond
    if (amount > free) {
      throw new PreconditionError({
        code: 'INSUFFICIENT_FUNDS',
        problem: `${from} has ${formatMt(free)} MT of stake for "${slug}", not ${formatMt(amount)}`,
        remedy: 'Run: mvm sequencer stake --amount <amount>',
      })
    }
    if (amount < threshold) {
      context.warn(`below the threshold of ${formatMt(threshold)} MT nothing is drawn`)
    }
    const outcome = await sendL1Calls(context, l1, options, {
      ...sending,
      facts: [dacFact, amountFact, ['threshold', `${formatMt(threshold)} MT`]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const countsFromEpoch = currentEpoch + 2
    return {
      data: {
        ...{ account: from, chainId, slug, amount: amount.toString() },
        ...{ threshold: threshold.toString(), countsFromEpoch, l1TransactionHash },
        ...(options.release === undefined ? {} : { released: options.release }),
      },
      text: formatFields([
        dacFact,
        amountFact,
        ['counts from epoch', countsFromEpoch],
        ['L1 transaction', l1TransactionHash],
      ]),
      next: [`mvm sequencer eligibility --dac ${slug} --epoch ${countsFromEpoch}`],
    }
  },
})
