import type { L1Client } from '@mvm/l1'
import type { L1Contracts } from '@mvm/protocol'
import { readBatchesAgain } from '../ranging/readBatchesAgain.ts'
import { derivedTrace } from './derivedTrace.ts'
import type { TracedBlock } from './ownTrace.ts'
import { ThreadedTrace } from './ThreadedTrace.ts'

export interface TraceFromL1 {
  readonly client: L1Client
  readonly contracts: L1Contracts
  /** L1 block in which the DAC was created. */
  readonly createdAtBlock: number
  /** For the chain on the way; what is there of an earlier try need not be derived again. */
  readonly folder: string
}

/**
 * A block's trace for somebody who has nothing but L1: derives the chain from its creation to the block before. Throws
 * {@link BatchesMissingError} when L1 has no batch with the block, and what L1 throws.
 */
export async function traceFromL1(
  { client, contracts, createdAtBlock, folder }: TraceFromL1,
  block: TracedBlock,
  signal: AbortSignal,
): Promise<ThreadedTrace> {
  const creation = { l1BlockNumber: createdAtBlock }
  const batches = readBatchesAgain({ client, contracts, creationOf: () => creation })
  const { request, dispose } = await derivedTrace(block, client, { batches }, folder, signal)
  return new ThreadedTrace(request, dispose)
}
