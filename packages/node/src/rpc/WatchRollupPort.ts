import { BLOCK_GAS_LIMIT } from '@mvm/execution'
import type { DacCreation } from '@mvm/l1'
import {
  asHash,
  depositFromQueueElement,
  genesisBlockHash,
  type L1BlockHash,
  type TransactionBatch,
} from '@mvm/protocol'
import type {
  BatchLocation,
  FinalityStatus,
  ForceInclusionStatus,
  HeadLevel,
  L1BlockReference,
  L2BlockReference,
  RollupConfig,
  RollupPort,
  SealedHeader,
  StateBatchLocation,
  SyncStatus,
} from '@mvm/rpc'
import type { StorageUnit } from '@mvm/storage'
import type { L1Watch } from '../l1/L1Watch.ts'
import type { Deployment } from '../l1/readDeployment.ts'
import { toBatchLocation } from './toBatchLocation.ts'
import { requireKept } from './whileKept.ts'

export interface WatchRollupPortOptions {
  readonly unit: StorageUnit
  readonly watch: L1Watch
  readonly creation: DacCreation
  readonly deployment: Deployment
}

/** Most seconds by which a block may be later than its origin (spec 2.1). */
const MAX_DRIFT_SECONDS = 600

/** What L1 says about a DAC, from the process's watch on L1 and the storage unit. */
export class WatchRollupPort implements RollupPort {
  readonly #unit: StorageUnit
  readonly #watch: L1Watch
  readonly #options: WatchRollupPortOptions

  constructor(options: WatchRollupPortOptions) {
    this.#unit = options.unit
    this.#watch = options.watch
    this.#options = options
  }

  syncStatus(): SyncStatus {
    const watch = this.#watch
    const unsafeL2 = this.#l2Reference('unsafe')
    return {
      currentL1: this.#l1Reference(this.#derivedThrough()),
      headL1: watch.latest,
      safeL1: this.#l1Reference(watch.safeNumber),
      finalizedL1: this.#l1Reference(watch.finalizedNumber),
      unsafeL2,
      safeL2: this.#l2Reference('safe'),
      finalizedL2: this.#l2Reference('finalized'),
      isSyncing: !watch.isLive,
      startingBlock: 0,
      highestBlock: unsafeL2.number,
    }
  }

  config(): RollupConfig {
    const { creation, deployment } = this.#options
    return {
      l1ChainId: deployment.l1ChainId,
      l2ChainId: creation.chainId,
      genesis: {
        l1: { hash: creation.l1BlockHash, number: creation.l1BlockNumber },
        l2: { hash: genesisBlockHash(creation.chainId), number: 0 },
        timestamp: 0,
      },
      maxSequencerDriftSeconds: MAX_DRIFT_SECONDS,
      originAgeLimitBlocks: deployment.rules.maxOriginAge,
      forcedInclusionBlocks: deployment.rules.forcedInclusionDelay,
      blockGasLimit: BLOCK_GAS_LIMIT,
      l1Contracts: deployment.contracts,
    }
  }

  batchOf(block: SealedHeader): BatchLocation | null {
    const batch = this.#canonicalBatch(block)
    return batch === undefined ? null : toBatchLocation(batch)
  }

  finalityStatus(block: SealedHeader): FinalityStatus {
    const { creation, deployment } = this.#options
    const windowSeconds = deployment.windowSeconds[creation.profile]
    const batch = this.#canonicalBatch(block)
    const stateBatch = batch === undefined ? null : this.#stateBatch(block)
    const windowEnd = stateBatch === null ? null : stateBatch.appendedAtTimestamp + windowSeconds
    const remaining =
      windowEnd === null ? null : Math.max(0, windowEnd - this.#watch.head.timestamp)
    const isFinal = block.header.number <= this.#unit.heads().finalized.number
    const reasons: string[] = []
    if (batch === undefined) reasons.push('The batch that carries the block is not on L1 yet.')
    else {
      if (!isFinal)
        reasons.push(`L1 has not finalized block ${batch.l1BlockNumber}, which carries its batch.`)
      if (stateBatch === null) reasons.push('Its output root has not been asserted on L1 yet.')
      else if (remaining !== null && remaining > 0) {
        reasons.push(`Its dispute window is open for ${remaining} more seconds.`)
      }
    }
    const level =
      batch === undefined
        ? 'unsafe'
        : isFinal && remaining === 0
          ? 'withdrawable'
          : isFinal
            ? 'finalized'
            : 'safe'
    return {
      level,
      reasons,
      withdrawableInSeconds: remaining,
      windowSeconds,
      batch: batch === undefined ? null : toBatchLocation(batch),
      stateBatch,
    }
  }

  forceInclusionStatus(queueIndex: number): ForceInclusionStatus | null {
    const history = this.#watch.history(this.#options.creation.chainId)
    if (history === undefined || queueIndex >= history.queueLength) return null
    const element = history.queueElement(queueIndex)
    const delay = this.#options.deployment.rules.forcedInclusionDelay
    const enqueuedAtL1Block = element?.l1BlockNumber ?? null
    const forcibleFromL1Block = enqueuedAtL1Block === null ? null : enqueuedAtL1Block + delay + 1
    const batch = this.#batchOfElement(queueIndex)
    if (batch !== undefined) {
      const hashes = this.#unit.block(batch.firstBlock)?.transactionHashes() ?? []
      return {
        queueIndex,
        enqueuedAtL1Block,
        forcibleFromL1Block,
        state: 'included',
        blockNumber: batch.firstBlock,
        transactionHash:
          hashes[queueIndex - batch.queueStart] ??
          (element === undefined ? null : depositFromQueueElement(element).hash),
      }
    }
    const isForcible =
      forcibleFromL1Block !== null && this.#watch.head.number + 1 >= forcibleFromL1Block
    return {
      queueIndex,
      enqueuedAtL1Block,
      forcibleFromL1Block,
      state: isForcible ? 'forcible' : 'waiting',
      blockNumber: null,
      transactionHash: null,
    }
  }

  /** The batch, if the block is safe. */
  #canonicalBatch({ hash, header }: SealedHeader): TransactionBatch | undefined {
    if (header.number === 0 || header.number > this.#unit.heads().safe.number) return undefined
    if (!this.#unit.isCanonical({ number: header.number, hash })) return undefined
    const batch = this.#unit.batchOfBlock(header.number)
    const { number } = header
    if (batch === undefined)
      requireKept(this.#unit, { what: `the batch of block ${number}`, block: number })
    return batch
  }

  #stateBatch({ header }: SealedHeader): StateBatchLocation | null {
    const fact = this.#watch.stateBatchOf(this.#options.creation.chainId, header.number)
    if (fact === undefined) return null
    const { stateBatchIndex, firstBlock, rootCount, asserter, appendedAtTimestamp } = fact
    return { stateBatchIndex, firstBlock, rootCount, asserter, appendedAtTimestamp }
  }

  /** Batches consume the queue in order, so that the one with an element is found by bisection. */
  #batchOfElement(queueIndex: number): TransactionBatch | undefined {
    const last = this.#unit.batchOfBlock(this.#unit.heads().safe.number)
    let low = 0
    let high = last === undefined || queueIndex >= last.queueEnd ? -1 : last.batchIndex
    while (low <= high) {
      const middle = (low + high) >> 1
      const batch = this.#unit.batch(middle)
      // Pruned with its blocks: what is looked for is later, or gone.
      if (batch === undefined) low = middle + 1
      else if (queueIndex < batch.queueStart) high = middle - 1
      else if (queueIndex >= batch.queueEnd) low = middle + 1
      else return batch
    }
    if (last !== undefined && queueIndex < last.queueEnd) {
      requireKept(this.#unit, { what: `the batch of queue element ${queueIndex}`, block: 0 })
    }
    return undefined
  }

  /** The last L1 block of which nothing is left to derive. */
  #derivedThrough(): number {
    const { number: safeNumber } = this.#unit.heads().safe
    const history = this.#watch.history(this.#options.creation.chainId)
    const next = history?.batches.find(
      ({ firstBlock, blockCount }) => firstBlock + blockCount - 1 > safeNumber,
    )
    return next === undefined ? this.#watch.head.number : next.l1BlockNumber - 1
  }

  #l1Reference(number: number): L1BlockReference {
    const block = this.#watch.block(number)
    const zero = asHash<L1BlockHash>(`0x${'00'.repeat(32)}`)
    // Older than what the watch keeps: only the number is known.
    if (block === undefined) return { hash: zero, number, parentHash: zero, timestamp: 0 }
    return block
  }

  #l2Reference(level: HeadLevel): L2BlockReference {
    for (;;) {
      const { number, hash } = this.#unit.heads()[level]
      const block = this.#unit.blockAt({ number, hash })
      if (block === undefined) continue
      const { header, input } = block
      const batch = number === 0 ? undefined : this.#unit.batchOfBlock(number)
      return {
        hash,
        number,
        parentHash: header.parentHash,
        timestamp: header.timestamp,
        l1Origin: { hash: input.origin.hash, number: input.origin.number },
        sequenceNumber: batch === undefined ? 0 : number - batch.firstBlock,
      }
    }
  }
}
