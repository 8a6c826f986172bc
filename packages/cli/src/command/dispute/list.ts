import { type Dispute, readDisputeCount, readDisputeRange, readDisputes } from '@mvm/l1'
import { formatMt } from '@mvm/protocol'
import { readText } from '../../argument/readText.ts'
import { settingTable } from '../../configuration/settingTable.ts'
import { findDac } from '../../dac/findDac.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import type { L1Connection } from '../../l1/L1Connection.ts'
import { formatTable } from '../../output/formatTable.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm dispute list`: the disputes on L1. */
export const list = defineCommand({
  noun: 'dispute',
  verb: 'list',
  summary: 'Lists disputes about output roots: those that are not resolved, or all',
  examples: ['dispute list', 'dispute list --dac demo --all', 'dispute list --json'],
  notes: ['From L1 alone.'],
  arguments: {},
  options: {
    dac: option.optional(
      settingTable.dac.flag,
      'slug or chainID; without it those of all DACs',
      readText,
    ),
    all: option.flag('--all', 'resolved ones, too'),
  },
  async handle(context, { options }) {
    const l1 = await connectL1(context)
    const named = context.settings.dac?.value
    const chainId = named === undefined ? null : (await findDac(l1, named)).chainId
    const disputes = await find(l1, chainId, options.all)
    const [first] = disputes
    return {
      data: {
        disputes: disputes.map((dispute) => ({
          disputeId: dispute.disputeId,
          chainId: dispute.chainId,
          stateBatchIndex: dispute.stateBatchIndex,
          blockNumber: dispute.blockNumber,
          phase: dispute.phase,
          isResolved: dispute.isResolved,
          openedAt: dispute.openedAt,
          challenger: dispute.challenger,
          asserter: dispute.asserter,
          bond: dispute.bond.toString(),
        })),
      },
      text:
        disputes.length === 0
          ? options.all
            ? 'there has been no dispute'
            : 'no dispute is open'
          : formatTable(
              ['id', 'chain', 'state batch', 'block', 'phase', 'challenger', 'bond'],
              disputes.map((dispute) => [
                ...[dispute.disputeId, dispute.chainId, dispute.stateBatchIndex],
                ...[dispute.blockNumber, dispute.phase + (dispute.isResolved ? ', resolved' : '')],
                ...[dispute.challenger, `${formatMt(dispute.bond)} ETH`],
              ]),
            ),
      next: first === undefined ? [] : [`mvm dispute show ${first.disputeId}`],
    }
  },
})

async function find(
  l1: L1Connection,
  chainId: number | null,
  isAll: boolean,
): Promise<readonly Dispute[]> {
  if (chainId !== null && !isAll) return readDisputes(l1, chainId)
  const all = await readDisputeRange(l1, { from: 0, to: await readDisputeCount(l1) })
  return all.filter(
    (dispute) =>
      (isAll || !dispute.isResolved) && (chainId === null || dispute.chainId === chainId),
  )
}
