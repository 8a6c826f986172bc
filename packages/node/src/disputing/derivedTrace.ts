import { rmSync } from 'node:fs'
import type { L1Client } from '@mvm/l1'
import { BatchesMissingError, type L1ClaimPort, OwnChains } from '@mvm/ranger'
import { LevelOwnState } from '../ranging/LevelOwnState.ts'
import { blockSources } from './blockSources.ts'
import { firstBatch } from './firstBatch.ts'
import type { TraceRequest } from './TraceRequest.ts'

/** A trace of a block whose chain was derived from L1 alone. */
export interface DerivedTrace {
  readonly request: TraceRequest
  /** Removes the state that was derived for it. */
  readonly dispose: () => Promise<void>
}

export interface TracedBlock {
  readonly chainId: number
  readonly blockNumber: number
}

/**
 * What the trace of a block is made of, from L1 alone: derives its chain up to the block before, into a folder of its
 * own. Throws {@link BatchesMissingError} when L1 has no batch with the block.
 */
export async function derivedTrace(
  { chainId, blockNumber }: TracedBlock,
  client: L1Client,
  l1: Pick<L1ClaimPort, 'batches'>,
  folder: string,
  signal: AbortSignal,
): Promise<DerivedTrace> {
  const state = await LevelOwnState.open(folder)
  const dispose = async () => {
    await state.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const number = blockNumber - 1
    const chain = await new OwnChains(l1, () => state).upTo(chainId, number, signal, number)
    const parent = chain.header(number)
    const preimage = chain.preimage(number)
    const held = await firstBatch(l1.batches(chainId, blockNumber, blockNumber, signal))
    if (parent === undefined || preimage === undefined || held === null) {
      throw new BatchesMissingError({ chainId, blockNumber })
    }
    const { batch } = held
    const request: TraceRequest = {
      state: { kind: 'own', folder },
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
    return { request, dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}
