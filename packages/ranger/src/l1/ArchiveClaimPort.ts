import type { BatchSources } from '@mvm/derivation'
import type { StateBatchAppended } from '@mvm/l1'
import { genesisOutputRoot, type OutputRoot } from '@mvm/protocol'
import type { BatchPlace } from '../port/BatchPlace.ts'
import type { Duty } from '../port/Duty.ts'
import type { AssertedRoot, L1ClaimPort } from '../port/L1ClaimPort.ts'
import type { SegmentClaim } from '../segment/SegmentClaim.ts'
import type { RollupArchive } from './RollupArchive.ts'

/** Reads a state batch's output roots from L1 and proves them, such as `readOutputRoots`. */
export type ReadOutputRoots = (
  stateBatch: StateBatchAppended,
  signal: AbortSignal,
) => Promise<readonly OutputRoot[]>

/** Reads batches as {@link L1ClaimPort} gives them, from L1 once more. */
export type ReadBatches = L1ClaimPort['batches']

/** State batches whose output roots are kept at hand. */
const KEPT_ROOTS = 256

/** What L1 claims, from an archive; output roots are read when they are first asked for. */
export class ArchiveClaimPort implements L1ClaimPort {
  readonly #archive: RollupArchive
  readonly #read: ReadOutputRoots
  readonly #readBatches: ReadBatches | undefined
  /** By Merkle root, which no reorganisation makes stale. */
  readonly #roots = new Map<string, readonly OutputRoot[]>()

  /** @param readBatches for what the archive has forgotten */
  constructor(archive: RollupArchive, read: ReadOutputRoots, readBatches?: ReadBatches) {
    this.#archive = archive
    this.#read = read
    this.#readBatches = readBatches
  }

  async claim(duty: Duty, signal: AbortSignal): Promise<SegmentClaim | null> {
    const { chainId, firstBlock, lastBlock } = duty
    const chain = this.#archive.chain(chainId)
    const batches = chain?.stateBatches ?? []
    const own = batches.find(
      ({ stateBatchIndex, merkleRoot }) =>
        stateBatchIndex === duty.stateBatchIndex && merkleRoot === duty.merkleRoot,
    )
    const before = batches.find((batch) => holds(batch, firstBlock - 1))
    const sources = chain?.sources(firstBlock, lastBlock) ?? null
    const isHeld = own !== undefined && holds(own, firstBlock) && holds(own, lastBlock)
    if (!isHeld || before === undefined || sources === null) return null
    const claimed = await this.#rootsOf(own, signal)
    const parents = await this.#rootsOf(before, signal)
    return {
      chainId,
      firstBlock,
      parentRoot: parents[firstBlock - 1 - before.firstBlock] as OutputRoot,
      claimedRoots: claimed.slice(firstBlock - own.firstBlock, lastBlock - own.firstBlock + 1),
      sources,
    }
  }

  async *batches(
    chainId: number,
    fromBlock: number,
    toBlock: number,
    signal: AbortSignal,
    near?: BatchPlace,
  ): AsyncGenerator<BatchSources, void, undefined> {
    const held = this.#archive.chain(chainId)?.sources(fromBlock, toBlock) ?? null
    yield* held ?? this.#readBatches?.(chainId, fromBlock, toBlock, signal, near) ?? []
  }

  isDeleted(chainId: number, stateBatchIndex: number): boolean {
    return this.#archive.chain(chainId)?.isDeleted(stateBatchIndex) ?? false
  }

  async assertedRoots(
    chainId: number,
    toBlock: number,
    signal: AbortSignal,
  ): Promise<readonly AssertedRoot[]> {
    const asserted: AssertedRoot[] = []
    for (const batch of this.#archive.chain(chainId)?.openStateBatches ?? []) {
      if (batch.firstBlock > toBlock) continue
      const { stateBatchIndex, firstBlock } = batch
      for (const [index, root] of (await this.#rootsOf(batch, signal)).entries()) {
        const blockNumber = firstBlock + index
        if (blockNumber <= toBlock) asserted.push({ blockNumber, stateBatchIndex, root })
      }
    }
    return asserted
  }

  /** The output roots of a live state batch that holds a block, with what it takes to prove one of them on L1. */
  async stateBatchOf(
    chainId: number,
    blockNumber: number,
    signal: AbortSignal,
  ): Promise<{
    readonly stateBatch: StateBatchAppended
    readonly roots: readonly OutputRoot[]
  } | null> {
    const stateBatch = this.#archive
      .chain(chainId)
      ?.stateBatches.find((batch) => holds(batch, blockNumber))
    if (stateBatch === undefined) return null
    return { stateBatch, roots: await this.#rootsOf(stateBatch, signal) }
  }

  async #rootsOf(batch: StateBatchAppended, signal: AbortSignal): Promise<readonly OutputRoot[]> {
    if (batch.firstBlock === 0) return [genesisOutputRoot(batch.chainId)]
    const known = this.#roots.get(batch.merkleRoot)
    if (known !== undefined) return known
    const roots = await this.#read(batch, signal)
    this.#roots.set(batch.merkleRoot, roots)
    const [oldest] = this.#roots.keys()
    if (this.#roots.size > KEPT_ROOTS && oldest !== undefined) this.#roots.delete(oldest)
    return roots
  }
}

function holds({ firstBlock, rootCount }: StateBatchAppended, blockNumber: number): boolean {
  return firstBlock <= blockNumber && blockNumber < firstBlock + rootCount
}
