import { setImmediate } from 'node:timers/promises'
import { type BatchSources, deriveSegment } from '@mvm/derivation'
import {
  executeBlock,
  MemoryStateStore,
  type MvmProfile,
  type ParentBlock,
  StateCache,
  type StateReader,
  writeAccounts,
} from '@mvm/execution'
import {
  type BatchHash,
  type BlockHeader,
  type CodeHash,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  type Hash,
  initialBatchHash,
  type OutputRoot,
  type OutputRootPreimage,
  outputRoot,
} from '@mvm/protocol'
import { UnrelatedBatchError } from './UnrelatedBatchError.ts'

/** Where a chain of one's own keeps its state. */
export interface OwnState extends StateReader {
  add(content: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }): void | Promise<void>
}

/** A DAC's chain derived from L1 alone with state of its own: what the second look asks. */
export class OwnChain {
  readonly chainId: number
  readonly #state: OwnState
  readonly #profile: MvmProfile
  readonly #cache = new StateCache()
  readonly #genesis: Promise<void>
  /** By number. */
  readonly #blocks = new Map<number, ParentBlock>()
  #head: ParentBlock
  #batchHash: BatchHash

  /** @param state empty, or with this chain's content in it */
  constructor(chainId: number, state: OwnState = new MemoryStateStore()) {
    this.chainId = chainId
    this.#state = state
    this.#profile = { kind: 'mvm', chainId }
    this.#genesis = Promise.resolve(state.add(writeAccounts(genesisAccounts())))
    // Awaited before the first block.
    this.#genesis.catch(() => undefined)
    this.#head = { header: genesisHeader(chainId), hash: genesisBlockHash(chainId) }
    this.#blocks.set(0, this.#head)
    this.#batchHash = initialBatchHash(chainId)
  }

  /** The last block's number. */
  get headNumber(): number {
    return this.#head.header.number
  }

  /** A block's header by own execution; `undefined` beyond the head, and for what is forgotten. */
  header(blockNumber: number): BlockHeader | undefined {
    return this.#blocks.get(blockNumber)?.header
  }

  /** Of what a block's output root by own execution is the hash; `undefined` where {@link header} is. */
  preimage(blockNumber: number): OutputRootPreimage | undefined {
    const block = this.#blocks.get(blockNumber)
    return block && preimageOf(block)
  }

  /** A block's output root by own execution; `undefined` where {@link preimage} is. */
  outputRoot(blockNumber: number): OutputRoot | undefined {
    const preimage = this.preimage(blockNumber)
    return preimage && outputRoot(preimage)
  }

  /** Forgets the headers of earlier blocks; their state stays where it is kept. */
  forgetBelow(blockNumber: number): void {
    for (const number of this.#blocks.keys()) {
      if (number >= blockNumber) return
      this.#blocks.delete(number)
    }
  }

  /** Executes a batch's blocks, and all or none count. Throws {@link UnrelatedBatchError}, {@link DerivationInputError}. */
  async adopt(source: BatchSources, signal?: AbortSignal): Promise<void> {
    const { batchIndex, prevBatchHash, firstBlock, blockCount } = source.batch
    if (prevBatchHash !== this.#batchHash) {
      throw new UnrelatedBatchError({ chainId: this.chainId, batchIndex })
    }
    await this.#genesis
    let parent = this.#head
    const blocks: ParentBlock[] = []
    for (const input of deriveSegment([source], parent.header, firstBlock + blockCount - 1)) {
      // Others have their turn, also where nothing here waits for a disk.
      await setImmediate()
      signal?.throwIfAborted()
      const block = await executeBlock(this.#state, parent, input, this.#profile, {
        cache: this.#cache,
      })
      await this.#state.add(block.changes)
      parent = { header: block.header, hash: block.hash }
      blocks.push(parent)
    }
    for (const block of blocks) this.#blocks.set(block.header.number, block)
    this.#head = parent
    this.#batchHash = source.batch.batchHash
  }
}

function preimageOf({ header, hash }: ParentBlock): OutputRootPreimage {
  const { stateRoot, withdrawalsRoot: messagePasserStorageRoot } = header
  return { stateRoot, messagePasserStorageRoot, blockHash: hash }
}
