import { oneOf } from '../../argument/oneOf.ts'
import { readHash } from '../../argument/readHash.ts'
import { openDac } from '../../dac/openDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'
import { awaitTransaction } from '../../transaction/awaitTransaction.ts'
import { describeReceipt } from '../../transaction/describeReceipt.ts'
import { finalityLevels } from '../../transaction/finalityLevels.ts'
import { formatReceipt } from '../../transaction/formatReceipt.ts'
import { readTransactionStatus } from '../../transaction/readTransactionStatus.ts'

/** `mvm tx status`: where a transaction stands, or a wait until it stands firmly enough. */
export const status = defineCommand({
  noun: 'tx',
  verb: 'status',
  summary: 'Shows where a transaction stands, or waits until it is final enough',
  examples: [
    'tx status 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo',
    'tx status 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo --until safe',
    'tx status 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 --dac demo --until finalized --timeout 30m',
  ],
  notes: ['With --until a transaction that failed ends with 5, and one that is late with 7.'],
  arguments: {
    hash: { name: '<hash>', description: 'of the L2 transaction', parse: readHash },
  },
  options: {
    dac: dacOption,
    until: option.optional('--until <level>', finalityLevels.join(' | '), oneOf(finalityLevels)),
    timeout: timeoutOption(120),
  },
  async handle(context, { arguments: { hash }, options: { until, timeout } }) {
    const node = await openDac(context)
    if (until !== undefined) {
      const receipt = await awaitTransaction(context, {
        node,
        hash,
        until,
        timeoutSeconds: timeout,
      })
      return { data: receipt, text: formatReceipt(receipt) }
    }
    const found = await readTransactionStatus(node, hash, context.signal)
    if (found.level === 'unknown') {
      throw new PreconditionError({
        code: 'TRANSACTION_UNKNOWN',
        problem: `the DAC at ${node.url} has no transaction ${hash}, and none is waiting`,
        remedy: 'Check the hash and --dac; --until waits for a transaction that is still to come.',
      })
    }
    if (found.level === 'pending') {
      return { data: { transactionHash: hash, level: 'pending' }, text: `${hash} is pending` }
    }
    const receipt = describeReceipt(found.receipt, found.level)
    const { reasons } = found
    return {
      data: { ...receipt, reasons },
      text: [formatReceipt(receipt), ...reasons.map((reason) => `waits: ${reason}`)].join('\n'),
    }
  },
})
