import { encodeRegisterProducer, readProducerStanding } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { readProducerTerms } from '../../provider/readProducerTerms.ts'
import { approveStake } from '../../stake/approveStake.ts'

/** `mvm provider register`: signs an account up as a producer. */
export const register = defineCommand({
  noun: 'provider',
  verb: 'register',
  summary: 'Signs an account up to produce blocks, with the bond that this takes',
  examples: ['provider register', 'provider register --dry-run', 'provider register --calldata'],
  notes: [
    'Approves the pool first if needed. It may be assigned a DAC from the second epoch after on, in each',
    'epoch by chance; run `mvm-node run --role producer` with its key.',
  ],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { sequencerPool: to } = l1.contracts
    const { bond, currentEpoch } = await readProducerTerms(l1)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const standing = from === null ? null : await readProducerStanding(l1, from)
    if (standing !== null && standing.bond > 0n) {
      const hasLeft = standing.left !== null
      throw new PreconditionError({
        code: 'PRODUCER_MEMBERSHIP',
        problem: `${from} ${hasLeft ? 'has left, and its bond is still held' : 'is a producer already'}`,
        remedy: `Run: mvm provider ${hasLeft ? 'withdraw' : 'status'}`,
      })
    }
    const outcome = await sendL1Calls(context, l1, options, {
      first: await approveStake(l1, { from, spender: to, amount: bond }),
      last: {
        call: { to, data: encodeRegisterProducer(), value: 0n },
        what: 'signing up as a producer',
      },
      action: 'sign up as a producer',
      facts: [['bond', `${formatMt(bond)} MT`]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    const firstEpoch = currentEpoch + 2
    return {
      data: { account: from, bond: bond.toString(), firstEpoch, l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['bond', `${formatMt(bond)} MT`],
        ['assigned by chance', `from epoch ${firstEpoch} on (now ${currentEpoch})`],
        ['L1 transaction', l1TransactionHash],
      ]),
      next: ['mvm provider status'],
    }
  },
})
