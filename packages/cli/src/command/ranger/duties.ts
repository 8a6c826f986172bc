import { readDuties, readRangerTerms } from '@mvm/l1'
import { readWhole } from '../../argument/readWhole.ts'
import { resolveDac } from '../../dac/resolveDac.ts'
import { accountOf } from '../../key/accountOf.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { readChainEvents } from '../../l1/readChainEvents.ts'
import { NodeClient } from '../../node/NodeClient.ts'
import { readPendingDuties } from '../../node/readPendingDuties.ts'
import { readRangerReport } from '../../node/readRangerReport.ts'
import type { ReportedDuty } from '../../node/toReportedDuty.ts'
import { formatTable } from '../../output/formatTable.ts'
import { addressOption } from '../../program/addressOption.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { rangerUrlOption } from '../../program/rangerUrlOption.ts'
import { signingOptions } from '../../program/signingOptions.ts'
import { assertedSegments } from '../../verification/assertedSegments.ts'
import { standingStateBatches } from '../../verification/standingStateBatches.ts'

/** `mvm ranger duties`: the segments that an account has to check. */
export const duties = defineCommand({
  noun: 'ranger',
  verb: 'duties',
  summary: "Shows which segments of a DAC's state batches an account is drawn to check",
  examples: [
    'ranger duties --dac demo',
    'ranger duties --dac demo --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'ranger duties --dac demo --ranger-url http://127.0.0.1:8745 --last 100 --json',
  ],
  notes: ['A state batch is drawn in the second epoch after the one in which it was appended.'],
  arguments: {},
  options: {
    dac: dacOption,
    address: addressOption,
    last: option.withDefault(
      '--last <n>',
      'how many state batches, from the newest',
      readWhole,
      20,
    ),
    rangerUrl: rangerUrlOption,
    ...signingOptions,
  },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const { chainId, slug, createdAtBlock } = await resolveDac(context, l1)
    const ranger = options.rangerUrl === undefined ? undefined : new NodeClient(options.rangerUrl)
    const pending = ranger && (await readPendingDuties(ranger, context.signal))
    const report = ranger && (await readRangerReport(ranger, context.signal))
    const account = await accountOf(context, l1.chainId, options.address ?? report?.account)
    const unchecked = pending?.filter((duty) => duty.chainId === chainId)
    const { segmentLength } = await readRangerTerms(l1)
    context.progress.step(`reading "${slug}" from L1`)
    const { stateBatches, deletions } = await readChainEvents(l1, chainId, createdAtBlock)
    const all = standingStateBatches(stateBatches, deletions)
    const standing = options.last === 0 ? [] : all.slice(-options.last)
    const own: OwnDuty[] = []
    const undrawn = new Set<number>()
    const drawings = new Map<number, Awaited<ReturnType<typeof readDuties>>>()
    for (const { stateBatch, segment, first, last } of assertedSegments(standing, segmentLength)) {
      const { stateBatchIndex } = stateBatch
      if (!drawings.has(stateBatchIndex)) {
        drawings.set(stateBatchIndex, await readDuties(l1, chainId, stateBatchIndex))
      }
      const drawing = drawings.get(stateBatchIndex)
      if (drawing === null) undrawn.add(stateBatchIndex)
      if (drawing?.[segment]?.includes(account)) {
        own.push({ stateBatchIndex, segment, firstBlock: first, lastBlock: last })
      }
    }
    const [next] = own
    return {
      data: {
        ...{ account, chainId, slug, duties: own, undrawnStateBatches: [...undrawn] },
        pending: unchecked ?? null,
      },
      text:
        describePending(slug, unchecked) +
        (own.length === 0
          ? `${account} has no duties among the last ${standing.length} state batches of "${slug}"; ${undrawn.size} are not drawn yet`
          : formatTable(
              ['segment', 'blocks'],
              own.map(({ stateBatchIndex, segment, firstBlock, lastBlock }) => [
                `${stateBatchIndex}/${segment}`,
                `${firstBlock}–${lastBlock}`,
              ]),
            )),
      next:
        next === undefined
          ? []
          : [`mvm ranger verify --dac ${slug} --segment ${next.stateBatchIndex}/${next.segment}`],
    }
  },
})

type OwnDuty = {
  readonly stateBatchIndex: number
  readonly segment: number
  readonly firstBlock: number
  readonly lastBlock: number
}

function describePending(slug: string, unchecked: readonly ReportedDuty[] | undefined): string {
  const [next] = unchecked ?? []
  if (unchecked === undefined) return ''
  if (next === undefined) return `the process has nothing left to check of "${slug}"\n`
  const { stateBatchIndex, firstBlock, lastBlock } = next
  return `the process has ${unchecked.length} segments of "${slug}" to check, next blocks ${firstBlock}–${lastBlock} of state batch ${stateBatchIndex}\n`
}
