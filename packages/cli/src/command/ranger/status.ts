import { readRangerStanding, readRangerTerms } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { UsageError } from '../../error/UsageError.ts'
import { accountOf } from '../../key/accountOf.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { NodeClient } from '../../node/NodeClient.ts'
import { type RangerReport, readRangerReport } from '../../node/readRangerReport.ts'
import { formatFields } from '../../output/formatFields.ts'
import { addressOption } from '../../program/addressOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { rangerUrlOption } from '../../program/rangerUrlOption.ts'
import { signingOptions } from '../../program/signingOptions.ts'

/** `mvm ranger status`: how an account stands among the rangers. */
export const status = defineCommand({
  noun: 'ranger',
  verb: 'status',
  summary: 'Shows whether an account is a ranger, its bond, and what its process has checked',
  examples: [
    'ranger status',
    'ranger status --address 0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    'ranger status --ranger-url http://127.0.0.1:8745 --json',
  ],
  notes: ['With --ranger-url the account is by default the one that this process disputes from.'],
  arguments: {},
  options: { address: addressOption, rangerUrl: rangerUrlOption, ...signingOptions },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const told =
      options.rangerUrl === undefined
        ? undefined
        : await readRangerReport(new NodeClient(options.rangerUrl), context.signal)
    const account = await accountOf(context, l1.chainId, options.address ?? told?.account)
    // Of another account's process the account says nothing.
    const report = told?.account === account ? told.report : undefined
    if (told !== undefined && report === undefined) {
      throw new UsageError({
        problem: `the ranger at ${options.rangerUrl} disputes from ${told.account}, not from ${account}`,
        remedy: 'Leave out --address, or name the process of that account.',
      })
    }
    const [standing, terms] = await Promise.all([
      readRangerStanding(l1, account),
      readRangerTerms(l1),
    ])
    const { isMember, bond, left, memberCount } = standing
    const { segmentLength, unlockDelaySeconds, rangersChainId } = terms
    const unlocksAt = left === null || bond === 0n ? null : left.timestamp + unlockDelaySeconds
    return {
      data: {
        ...{ account, isMember, bond: bond.toString(), left, unlocksAt, memberCount },
        terms: { bond: terms.bond.toString(), segmentLength, unlockDelaySeconds, rangersChainId },
        process: report ?? null,
      },
      text: formatFields([
        ['account', account],
        ['ranger', isMember ? 'yes' : 'no'],
        ['bond', `${formatMt(bond)} MT (a ranger's is ${formatMt(terms.bond)} MT)`],
        [
          'bond free',
          unlocksAt === null
            ? undefined
            : `not before ${new Date(unlocksAt * 1000).toISOString()}, and not before its last duties are over`,
        ],
        ['rangers in all', memberCount],
        ...(report === undefined ? [] : describeReport(report)),
      ]),
      next: isMember ? ['mvm ranger duties'] : ['mvm ranger join'],
    }
  },
})

function describeReport(report: RangerReport): readonly (readonly [string, string])[] {
  const { checkedSegments, checkedBlocks, pendingSegments, lagSeconds, alarms, disputes } = report
  return [
    ['checked since its start', `${checkedSegments} segments, ${checkedBlocks} blocks`],
    ['to be checked', `${pendingSegments} segments, the oldest since ${lagSeconds} s`],
    ['L1 followed up to', `block ${report.l1BlockNumber}`],
    ['alarms', `${alarms}`],
    [
      'disputes',
      disputes.length === 0
        ? 'none'
        : disputes
            .map(
              ({ chainId, stateBatchIndex, blockNumber, stage }) =>
                `block ${blockNumber} of state batch ${stateBatchIndex} of chain ${chainId}: ${stage}`,
            )
            .join('; '),
    ],
    ...(report.postponedDisputes === 0
      ? []
      : ([
          [
            'disputes that wait',
            `${report.postponedDisputes}: their DACs have had ${report.disputesPerDay} within 24 hours`,
          ],
        ] as const)),
  ]
}
