import { type L1Client, readOutputRoots, type StateBatchAppended } from '@mvm/l1'
import {
  genesisOutputRoot,
  type L1Contracts,
  type L1Origin,
  type OutputRoot,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import { checkSegment, type SegmentClaim, type WitnessPort } from '@mvm/ranger'
import type { AssertedSegment } from './assertedSegments.ts'
import type { Mismatch } from './Mismatch.ts'

export interface CheckSegmentsSources {
  readonly chainId: number
  readonly client: L1Client
  readonly contracts: L1Contracts
  readonly batches: readonly TransactionBatch[]
  readonly queueElements: readonly QueueElement[]
  readonly standing: readonly StateBatchAppended[]
  /** The L1 blocks that batches name as their origins, in the order of the batches. */
  readonly readOrigins: (batches: readonly TransactionBatch[]) => Promise<readonly L1Origin[]>
  readonly witness: WitnessPort
  readonly signal: AbortSignal
}

/**
 * Executes segments on a node's witnesses and compares with what stands on L1; gives after each segment the number of
 * its blocks, or what is wrong with the first wrong one, and then ends: the blocks after it stand on a lie. Throws
 * `WitnessIncompleteError` and what asking L1 and the node throws.
 */
export async function* checkSegments(
  sources: CheckSegmentsSources,
  segments: readonly AssertedSegment[],
): AsyncGenerator<number | Mismatch> {
  const { chainId, client, contracts, standing, witness, signal } = sources
  const roots = new Map<StateBatchAppended, readonly OutputRoot[]>()
  for (const { stateBatch, first, last } of segments) {
    const served = await witness.witness(chainId, first, last, signal)
    const verdict = await checkSegment(await claim(stateBatch, first, last), served, signal)
    if (verdict.kind === 'witness-incomplete') throw verdict.error
    if (verdict.kind === 'equal') {
      yield verdict.blockCount
      continue
    }
    const { stateBatchIndex, asserter } = stateBatch
    const { blockNumber, claimedRoot: claimed, ownRoot: computed, fields } = verdict
    const kind = 'output root'
    yield { kind, blockNumber, stateBatchIndex, asserter, claimed, computed, fields }
    return
  }

  async function claim(
    stateBatch: StateBatchAppended,
    first: number,
    last: number,
  ): Promise<SegmentClaim> {
    const batches = sources.batches.filter(
      ({ firstBlock, blockCount }) => firstBlock <= last && first < firstBlock + blockCount,
    )
    const origins = await sources.readOrigins(batches)
    const claimed = await rootsOf(stateBatch)
    return {
      chainId,
      firstBlock: first,
      parentRoot: await rootOf(first - 1),
      claimedRoots: claimed.slice(first - stateBatch.firstBlock, last - stateBatch.firstBlock + 1),
      sources: batches.map((batch, index) => ({
        batch,
        queueElements: sources.queueElements.slice(batch.queueStart, batch.queueEnd),
        origin: origins[index] as L1Origin,
      })),
    }
  }

  async function rootOf(blockNumber: number): Promise<OutputRoot> {
    // State batches are gapless from genesis on: one holds every block before one that is asserted.
    const holder = standing.findLast(({ firstBlock }) => firstBlock <= blockNumber)
    if (holder === undefined) return genesisOutputRoot(chainId)
    return (await rootsOf(holder))[blockNumber - holder.firstBlock] as OutputRoot
  }

  async function rootsOf(stateBatch: StateBatchAppended): Promise<readonly OutputRoot[]> {
    if (stateBatch.firstBlock === 0) return [genesisOutputRoot(chainId)]
    const known = roots.get(stateBatch)
    if (known !== undefined) return known
    const read = await readOutputRoots(client, contracts, stateBatch, { signal })
    roots.set(stateBatch, read)
    return read
  }
}
