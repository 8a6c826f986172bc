import type { L1Client } from '@mvm/l1'
import { BatchesMissingError, type L1ClaimPort, type OwnChains } from '@mvm/ranger'
import { blockSources } from './blockSources.ts'
import { firstBatch } from './firstBatch.ts'
import type { TraceRequest } from './TraceRequest.ts'

export interface TracedBlock {
  readonly chainId: number
  readonly blockNumber: number
}

export interface OwnTraceSource {
  readonly client: L1Client
  readonly l1: Pick<L1ClaimPort, 'batches'>
  readonly chains: OwnChains
  /** Where the chains are kept. */
  readonly folderOf: (chainId: number) => string
}

/**
 * What the trace of a block is made of, from L1 alone: derives its chain up to the block before, as far as it has not
 * been. Throws {@link BatchesMissingError} when L1 has no batch with the block.
 */
export async function ownTrace(
  { chainId, blockNumber }: TracedBlock,
  { client, l1, chains, folderOf }: OwnTraceSource,
  signal: AbortSignal,
): Promise<TraceRequest> {
  const number = blockNumber - 1
  const chain = await chains.upTo(chainId, number, signal)
  const parent = chain.header(number)
  const preimage = chain.preimage(number)
  const near = chain.place(number)
  const held = await firstBatch(l1.batches(chainId, blockNumber, blockNumber, signal, near))
  if (parent === undefined || preimage === undefined || held === null) {
    throw new BatchesMissingError({ chainId, blockNumber })
  }
  const { batch } = held
  return {
    state: { kind: 'own', folder: folderOf(chainId) },
    start: {
      stateRoot: parent.stateRoot,
      parentHash: preimage.blockHash,
      chainId,
      number: blockNumber,
      inputCommitment: batch.batchHash,
      indexInBatch: blockNumber - batch.firstBlock,
    },
    sources: await blockSources(client, held, parent, signal),
  }
}
