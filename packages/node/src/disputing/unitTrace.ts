import type { L1Client } from '@mvm/l1'
import { BatchesMissingError, type ReadBatches } from '@mvm/ranger'
import type { StorageUnit } from '@mvm/storage'
import { blockSources } from './blockSources.ts'
import { firstBatch } from './firstBatch.ts'
import type { TracedBlock } from './ownTrace.ts'
import type { TraceRequest } from './TraceRequest.ts'

/**
 * What the trace of a block is made of, from the storage unit of a node that has its chain. Throws
 * {@link BatchesMissingError} when the node does not have the block before, or L1 no batch with the block.
 */
export async function unitTrace(
  { chainId, blockNumber }: TracedBlock,
  unit: Pick<StorageUnit, 'header' | 'blockHash'>,
  folder: string,
  client: L1Client,
  batches: ReadBatches,
  signal: AbortSignal,
): Promise<TraceRequest> {
  const parent = unit.header(blockNumber - 1)
  const parentHash = unit.blockHash(blockNumber - 1)
  const held = await firstBatch(batches(chainId, blockNumber, blockNumber, signal))
  if (parent === undefined || parentHash === undefined || held === null) {
    throw new BatchesMissingError({ chainId, blockNumber })
  }
  return {
    state: { kind: 'unit', chainId, folder },
    start: {
      stateRoot: parent.stateRoot,
      parentHash,
      chainId,
      number: blockNumber,
      inputCommitment: held.batch.batchHash,
      indexInBatch: blockNumber - held.batch.firstBlock,
    },
    sources: await blockSources(client, held, parent, signal),
  }
}
