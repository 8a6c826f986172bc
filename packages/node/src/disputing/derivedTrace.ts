import type { L1Client } from '@mvm/l1'
import { type L1ClaimPort, OwnChains } from '@mvm/ranger'
import { LevelOwnState } from '../ranging/LevelOwnState.ts'
import { ownTrace, type TracedBlock } from './ownTrace.ts'
import type { TraceRequest } from './TraceRequest.ts'

/** A trace of a block whose chain was derived from L1 alone. */
export interface DerivedTrace {
  readonly request: TraceRequest
  /** Ends the use of the folder. */
  readonly dispose: () => Promise<void>
}

/**
 * What the trace of a block is made of, with a chain of its own in a folder; what is there of an earlier try need not be
 * derived again. Throws as {@link ownTrace}.
 */
export async function derivedTrace(
  block: TracedBlock,
  client: L1Client,
  l1: Pick<L1ClaimPort, 'batches'>,
  folder: string,
  signal: AbortSignal,
): Promise<DerivedTrace> {
  const state = await LevelOwnState.open(folder)
  const chains = new OwnChains(l1, () => state)
  try {
    const source = { client, l1, chains, folderOf: () => folder }
    return { request: await ownTrace(block, source, signal), dispose: () => state.close() }
  } catch (error) {
    await state.close()
    throw error
  }
}
