import { readEscrowAdmission, readParkedDeposit } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readWhole } from '../../argument/readWhole.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'

/** `mvm bridge parked`: what became of a deposit that was parked. */
export const parked = defineCommand({
  noun: 'bridge',
  verb: 'parked',
  summary: 'Shows what became of a deposit that was parked',
  examples: ['bridge parked 3', 'bridge parked 3 --json', 'bridge parked 3 --l1-url <url>'],
  notes: ['parked → released or refunded. Releasable: the sequencers are bonded for it by now.'],
  arguments: {
    id: { name: '<id>', description: 'of the deposit', parse: readWhole },
  },
  options: {},
  async handle(context, { arguments: { id: depositId } }) {
    const l1 = await connectL1(context)
    const deposit = await readParkedDeposit(l1, depositId)
    if (deposit === null) {
      throw new PreconditionError({
        code: 'DEPOSIT_NOT_PARKED',
        problem: `no deposit was ever parked with the id ${depositId}`,
        remedy: 'The id stands in what `mvm bridge deposit` printed.',
      })
    }
    const { status, chainId, owner, to, amount } = deposit
    const isReleasable = status === 'parked' && (await readEscrowAdmission(l1, chainId, amount))
    return {
      data: { depositId, status, isReleasable, chainId, owner, to, amount: amount.toString() },
      text: formatFields([
        ['deposit', depositId],
        ['status', status],
        ['releasable', status === 'parked' ? (isReleasable ? 'yes' : 'no') : undefined],
        ['chainID', chainId],
        ['owner', owner],
        ['to', to],
        ['amount', `${formatMt(amount)} MT`],
      ]),
      next:
        status === 'parked'
          ? [`mvm bridge ${isReleasable ? 'release' : 'refund'} ${depositId}`]
          : [],
    }
  },
})
