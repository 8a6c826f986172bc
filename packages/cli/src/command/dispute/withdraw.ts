import { encodeWithdrawBonds, readDisputeCredit } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { sendL1Calls } from '../../l1/sendL1Calls.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'

/** `mvm dispute withdraw`: fetches the bonds that games have brought. */
export const withdraw = defineCommand({
  noun: 'dispute',
  verb: 'withdraw',
  summary: 'Fetches the bonds that an account has won or has back, of all its games',
  examples: ['dispute withdraw', 'dispute withdraw --dry-run', 'dispute withdraw --calldata'],
  notes: ['Players do it themselves, and mvm dispute auto. ETH, from L1 alone.'],
  arguments: {},
  options: sendingOptions,
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const from = options.calldata ? null : await new SigningKey(context, l1.chainId).address()
    const amount = from === null ? null : await readDisputeCredit(l1, from)
    if (amount === 0n) {
      throw new PreconditionError({
        code: 'NO_BONDS',
        problem: `the DisputeGame on L1 (chainID ${l1.chainId}) holds nothing that ${from} can fetch`,
        remedy:
          'A bond is there once its game is resolved, or all those that it answers for: run mvm dispute list.',
      })
    }
    const bonds = amount === null ? 'unknown' : `${formatMt(amount)} ETH`
    const outcome = await sendL1Calls(context, l1, options, {
      last: {
        call: { to: l1.contracts.disputeGame, data: encodeWithdrawBonds(), value: 0n },
        what: 'fetching bonds',
      },
      action: 'fetch bonds',
      facts: [['bonds', bonds]],
    })
    if (outcome.shown) return outcome.shown
    const { transactionHash: l1TransactionHash } = outcome.receipt
    return {
      data: { account: from, amount: String(amount ?? 0n), l1TransactionHash },
      text: formatFields([
        ['account', from ?? undefined],
        ['bonds fetched', bonds],
        ['L1 transaction', l1TransactionHash],
      ]),
    }
  },
})
