import { readWhole } from '../../argument/readWhole.ts'
import { readLastBatches } from '../../batch/readLastBatches.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { formatTable } from '../../output/formatTable.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm batch list`: a DAC's transaction batches, from L1. */
export const list = defineCommand({
  noun: 'batch',
  verb: 'list',
  summary: 'Lists the last transaction batches that a DAC has on L1',
  examples: [
    'batch list --dac demo',
    'batch list --dac demo --last 100',
    'batch list --dac demo --json',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    last: option.withDefault('--last <n>', 'how many, counted from the newest', readWhole, 20),
  },
  async handle(context, { options: { last } }) {
    const l1 = await connectL1(context)
    const dac = await resolveDac(context, l1)
    const batches = await readLastBatches(l1, dac, last)
    return {
      data: batches.map(({ payload, feeScalar, ...batch }) => ({
        ...batch,
        feeScalar: feeScalar.toString(),
        payloadSize: payload.length,
      })),
      text:
        batches.length === 0
          ? `"${dac.slug}" has no batch on L1 yet`
          : formatTable(
              [
                'batch',
                'blocks',
                'count',
                'queue',
                'bytes',
                'origin',
                'L1 block',
                'L1 transaction',
              ],
              batches.map((batch) => [
                `${batch.batchIndex}${batch.isForced ? ' forced' : ''}`,
                span(batch.firstBlock, batch.blockCount),
                batch.blockCount,
                batch.queueEnd - batch.queueStart,
                batch.payload.length,
                batch.originNumber,
                batch.l1BlockNumber,
                batch.l1TransactionHash,
              ]),
            ),
      next: [
        ...batches.slice(-1).map((batch) => `mvm batch decode ${batch.l1TransactionHash}`),
        `mvm batch verify all --dac ${dac.slug}`,
      ],
    }
  },
})

function span(first: number, count: number): string {
  return count === 1 ? String(first) : `${first}–${first + count - 1}`
}
