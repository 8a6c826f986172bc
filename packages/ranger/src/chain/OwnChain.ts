import { setImmediate } from 'node:timers/promises'
import { type BatchSources, deriveSegment } from '@mvm/derivation'
import {
  executeBlock,
  type MvmProfile,
  type ParentBlock,
  StateCache,
  writeAccounts,
} from '@mvm/execution'
import {
  type BlockHeader,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  initialBatchHash,
  type OutputRoot,
  type OutputRootPreimage,
  outputRoot,
  type TransactionBatch,
} from '@mvm/protocol'
import type { BatchPlace } from '../port/BatchPlace.ts'
import { MemoryOwnState } from './MemoryOwnState.ts'
import type { OwnState } from './OwnState.ts'
import { UnrelatedBatchError } from './UnrelatedBatchError.ts'

/** A DAC's chain derived from L1 alone with state of its own: what the second look asks. */
export class OwnChain {
  readonly chainId: number
  readonly #state: OwnState
  readonly #profile: MvmProfile
  readonly #cache = new StateCache()

  private constructor(chainId: number, state: OwnState) {
    this.chainId = chainId
    this.#state = state
    this.#profile = { kind: 'mvm', chainId }
  }

  /** @param state empty, or with this chain in it as far as it was derived before */
  static async open(chainId: number, state: OwnState = new MemoryOwnState()): Promise<OwnChain> {
    await state.add(writeAccounts(genesisAccounts()))
    return new OwnChain(chainId, state)
  }

  /** The last block's number. */
  get headNumber(): number {
    return this.#state.headNumber
  }

  /** Where the batch of a block stood; `undefined` for genesis, and beyond the head. */
  place(blockNumber: number): BatchPlace | undefined {
    if (blockNumber > this.headNumber) return undefined
    return this.#state.block(blockNumber)?.batch
  }

  /** Whether it has the blocks of a batch. */
  has({ firstBlock, blockCount, batchHash }: TransactionBatch): boolean {
    return this.place(firstBlock + blockCount - 1)?.batchHash === batchHash
  }

  /** A block's header by own execution; `undefined` beyond the head. */
  header(blockNumber: number): BlockHeader | undefined {
    return this.#block(blockNumber)?.header
  }

  /** Of what a block's output root by own execution is the hash; `undefined` where {@link header} is. */
  preimage(blockNumber: number): OutputRootPreimage | undefined {
    const block = this.#block(blockNumber)
    return block && preimageOf(block)
  }

  /** A block's output root by own execution; `undefined` where {@link preimage} is. */
  outputRoot(blockNumber: number): OutputRoot | undefined {
    const preimage = this.preimage(blockNumber)
    return preimage && outputRoot(preimage)
  }

  /** Executes a batch's blocks, and all or none count. Throws {@link UnrelatedBatchError}, {@link DerivationInputError}. */
  async adopt(source: BatchSources, signal?: AbortSignal): Promise<void> {
    const { batch } = source
    const { batchIndex, prevBatchHash, firstBlock, blockCount } = batch
    const { chainId, headNumber } = this
    const last = this.place(headNumber)?.batchHash ?? initialBatchHash(chainId)
    if (prevBatchHash !== last) throw new UnrelatedBatchError({ chainId, batchIndex })
    let parent = this.#block(headNumber) as ParentBlock
    const lastBlock = firstBlock + blockCount - 1
    for (const input of deriveSegment([source], parent.header, lastBlock)) {
      // Others have their turn, also where nothing here waits for a disk.
      await setImmediate()
      signal?.throwIfAborted()
      const { header, hash, changes } = await executeBlock(
        this.#state,
        parent,
        input,
        this.#profile,
        { cache: this.#cache },
      )
      parent = { header, hash }
      await this.#state.addBlock({ ...parent, batch: placeOf(batch) }, changes)
    }
    await this.#state.moveHead(lastBlock)
  }

  /** Lets the last batches go, all of them if there are no more. */
  async drop(batchCount: number): Promise<void> {
    let head = this.headNumber
    for (let dropped = 0; dropped < batchCount && head > 0; dropped++) {
      head = (this.#state.block(head)?.batch.firstBlock ?? 1) - 1
    }
    await this.#state.moveHead(head)
  }

  #block(blockNumber: number): ParentBlock | undefined {
    if (blockNumber > this.headNumber) return undefined
    if (blockNumber > 0) return this.#state.block(blockNumber)
    return { header: genesisHeader(this.chainId), hash: genesisBlockHash(this.chainId) }
  }
}

function placeOf({
  batchHash,
  firstBlock,
  queueStart,
  l1BlockNumber,
}: TransactionBatch): BatchPlace {
  return { batchHash, firstBlock, queueStart, l1BlockNumber }
}

function preimageOf({ header, hash }: ParentBlock): OutputRootPreimage {
  const { stateRoot, withdrawalsRoot: messagePasserStorageRoot } = header
  return { stateRoot, messagePasserStorageRoot, blockHash: hash }
}
