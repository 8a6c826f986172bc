import { blockOrTransactionBlock } from '../../chain/blockOrTransactionBlock.ts'
import { formatFinality } from '../../format/formatFinality.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import type { DisputesPort } from '../../port/DisputesPort.ts'
import type { FinalityStatus } from '../../port/RollupPort.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** How final a block is, or the one that a transaction is in, with what it waits for; `null` if there is none. */
export const finalityStatus = defineDacMethod({
  name: 'mvm_finalityStatus',
  parameters: [required('blockOrTransaction', readBlockReference)],
  handle: async ({ ports, signal }, reference) => {
    const block = blockOrTransactionBlock(ports.chain, reference)
    if (block === null) return null
    const status = await heldByDisputes(ports.rollup.finalityStatus(block), ports.disputes, signal)
    return formatFinality(block, status)
  },
})

/** A state batch waits for a dispute on it or on an earlier one, however long ago its window passed (spec 4.1). */
async function heldByDisputes(
  status: FinalityStatus,
  disputes: DisputesPort,
  signal: AbortSignal,
): Promise<FinalityStatus> {
  const { stateBatch, level, reasons } = status
  if (stateBatch === null) return status
  const open = await disputes.openDisputes(signal)
  const holding = open.filter((one) => one.stateBatchIndex <= stateBatch.stateBatchIndex)
  if (holding.length === 0) return status
  return {
    ...status,
    level: level === 'withdrawable' ? 'finalized' : level,
    reasons: [
      ...reasons,
      ...holding.map(
        ({ disputeId, stateBatchIndex, blockNumber }) =>
          `It waits for dispute ${disputeId}, about block ${blockNumber} of state batch ${stateBatchIndex}.`,
      ),
    ],
    withdrawableInSeconds: null,
  }
}
