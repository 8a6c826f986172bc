import type { Hex } from '@mvm/protocol'
import { formatMt } from '@mvm/protocol'
import { readWhole } from '../argument/readWhole.ts'
import { connectL1 } from '../l1/connectL1.ts'
import { sendL1Calls } from '../l1/sendL1Calls.ts'
import { formatFields } from '../output/formatFields.ts'
import { defineCommand } from '../program/defineCommand.ts'
import { sendingOptions } from '../program/sendingOptions.ts'
import { openParkedDeposit } from './openParkedDeposit.ts'

export interface ParkedDepositCommand {
  readonly verb: string
  readonly summary: string
  readonly note: string
  /** Such as `releasing the deposit`. */
  readonly what: string
  /** What becomes of the deposit. */
  readonly status: string
  readonly encode: (depositId: number) => Hex
}

/** A command that ends a deposit's waiting, in one way or the other. */
export function parkedDepositCommand({
  verb,
  summary,
  note,
  what,
  status,
  encode,
}: ParkedDepositCommand) {
  return defineCommand({
    noun: 'bridge',
    verb,
    summary,
    examples: [`bridge ${verb} 3`, `bridge ${verb} 3 --dry-run`, `bridge ${verb} 3 --calldata`],
    notes: [note],
    arguments: {
      id: { name: '<id>', description: 'of the parked deposit', parse: readWhole },
    },
    options: sendingOptions,
    async handle(context, { arguments: { id: depositId }, options }) {
      const l1 = await connectL1(context)
      const { chainId, owner, to, amount } = await openParkedDeposit(l1, depositId)
      const call = { to: l1.contracts.l1StandardBridge, data: encode(depositId), value: 0n }
      const outcome = await sendL1Calls(context, l1, options, {
        last: { call, what },
        action: `${verb} this deposit`,
        facts: [
          ['deposit', depositId],
          ['chainID', chainId],
          ['owner', owner],
          ['amount', `${formatMt(amount)} MT`],
        ],
      })
      if (outcome.shown) return outcome.shown
      const { transactionHash: l1TransactionHash } = outcome.receipt
      return {
        data: {
          ...{ depositId, status, chainId, owner, to, amount: amount.toString() },
          l1TransactionHash,
        },
        text: formatFields([
          ['deposit', depositId],
          ['status', status],
          ['amount', `${formatMt(amount)} MT`],
          ['L1 transaction', l1TransactionHash],
        ]),
      }
    },
  })
}
