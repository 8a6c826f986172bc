import { encodeJoinRangers, readRangerStanding, readRangerTerms } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { approveStake } from '../../stake/approveStake.ts'

/** `mvm ranger join`: bonds an account as a ranger. */
export const join = defineCommand({
  noun: 'ranger',
  verb: 'join',
  summary: 'Makes an account a ranger, with the bond that this takes',
  examples: ['ranger join', 'ranger join --dry-run', 'ranger join --calldata'],
  notes: [
    'Approves the pool first if needed. Duties are drawn from the second epoch after; do them with',
    '`mvm-node run --role ranger`.',
  ],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { rangerPool: to } = l1.contracts
    const { bond, rangersChainId } = await readRangerTerms(l1)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const standing = from === null ? null : await readRangerStanding(l1, from)
    if (standing?.isMember) {
      throw new PreconditionError({
        code: 'RANGER_MEMBERSHIP',
        problem: `${from} is a ranger already`,
        remedy: 'Run: mvm ranger status',
      })
    }
    // What it left in the pool when it was a ranger before counts.
    const missing = bond - (standing?.bond ?? 0n)
    const outcome = await sendL1Calls(context, l1, options, {
      first: missing > 0n ? await approveStake(l1, { from, spender: to, amount: missing }) : [],
      last: { call: { to, data: encodeJoinRangers(), value: 0n }, what: 'joining the rangers' },
      action: 'join the rangers',
      facts: [
        ['bond', `${formatMt(bond)} MT`],
        ['to pay', `${formatMt(missing > 0n ? missing : 0n)} MT`],
      ],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, bond: bond.toString(), rangersChainId, l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['bond', `${formatMt(bond)} MT`],
        ['L1 transaction', l1TransactionHash],
      ]),
      next: ['mvm ranger status', 'mvm ranger duties'],
    }
  },
})
