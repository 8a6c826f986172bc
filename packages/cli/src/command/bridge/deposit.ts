import { callContracts, encodeApprove, encodeDepositMT } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readAddress } from '../../argument/readAddress.ts'
import { readAmount } from '../../argument/readAmount.ts'
import { readDepositOutcome } from '../../bridge/readDepositOutcome.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { UsageError } from '../../error/UsageError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm bridge deposit`: MT from L1 into a DAC. */
export const deposit = defineCommand({
  noun: 'bridge',
  verb: 'deposit',
  summary: 'Moves MT from L1 into a DAC',
  examples: [
    'bridge deposit --dac demo --amount 5mt',
    'bridge deposit --dac demo --amount 5mt --to 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'bridge deposit --dac demo --amount 0.5mt --dry-run',
  ],
  notes: [
    "Approves the bridge first if needed. What a DAC's sequencers are not bonded for is parked:",
    '`mvm bridge refund` takes it back, `mvm bridge release` sends it on when the bond suffices.',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    amount: option.required('--amount <amount>', 'wei, or with a unit: 1.5mt', readAmount),
    to: option.optional('--to <address>', 'recipient on L2; the depositor by default', readAddress),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const { amount } = options
    if (options.calldata && options.to === undefined) {
      throw new UsageError({
        problem: 'a multisig has another address on L2, its alias, which only it controls',
        remedy: 'Name the recipient with --to <address>.',
      })
    }
    const l1 = await connectL1(context)
    const { chainId, slug } = await resolveDac(context, l1)
    const { metisToken, l1StandardBridge } = l1.contracts
    const from = await new SigningKey(context, l1.chainId).address()
    const to = options.to ?? from
    const contract = 'MetisToken'
    const [balance, allowance] = await callContracts(l1, [
      { contract, method: 'balanceOf', args: [from] },
      { contract, method: 'allowance', args: [from, l1StandardBridge] },
    ])
    if (!options.calldata && balance?.[0] < amount) {
      throw new PreconditionError({
        code: 'INSUFFICIENT_FUNDS',
        problem: `${from} has ${formatMt(balance?.[0])} MT on L1, not ${formatMt(amount)}`,
        remedy: 'Bring MT to the account on L1, or name another with --account.',
      })
    }
    const approval = {
      call: {
        to: metisToken,
        data: encodeApprove({ spender: l1StandardBridge, amount }),
        value: 0n,
      },
      what: 'approving the bridge',
    }
    const outcome = await sendL1Calls(context, l1, options, {
      first: !options.calldata && allowance?.[0] >= amount ? [] : [approval],
      last: {
        call: {
          to: l1StandardBridge,
          data: encodeDepositMT({ chainId, to, amount }),
          value: 0n,
        },
        what: `depositing into "${slug}"`,
      },
      action: `deposit ${formatMt(amount)} MT into "${slug}"`,
      facts: [
        ['DAC', `${slug} (chainID ${chainId})`],
        ['to', to],
        ['amount', `${formatMt(amount)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const result = readDepositOutcome(l1StandardBridge, outcome.receipt)
    if (result?.status === 'parked') {
      context.warn(`"${slug}" has too little bonded stake for it: the deposit is parked`)
    }
    return {
      data: {
        ...{ chainId, from, to, amount: amount.toString(), l1TransactionHash },
        ...(result ?? { status: 'unknown' }),
      },
      text: formatFields([
        ['L1 transaction', l1TransactionHash],
        ['status', result?.status],
        ['queue element', result?.status === 'enqueued' ? result.queueIndex : undefined],
        ['deposit id', result?.status === 'parked' ? result.depositId : undefined],
      ]),
      next:
        result?.status === 'parked'
          ? [`mvm bridge parked ${result.depositId}`, `mvm bridge refund ${result.depositId}`]
          : [`mvm dac info ${slug}`],
    }
  },
})
