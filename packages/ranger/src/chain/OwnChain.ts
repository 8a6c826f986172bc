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
  type CodeHash,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  type Hash,
  initialBatchHash,
  type OutputRoot,
} from '@mvm/protocol'
import { UnrelatedBatchError } from './UnrelatedBatchError.ts'

/** Where a chain of one's own keeps its state. */
export interface OwnState extends StateReader {
  add(content: {
    readonly nodes: ReadonlyMap<Hash, Uint8Array>
    readonly codes: ReadonlyMap<CodeHash, Uint8Array>
  }): void
}

/** A DAC's chain derived from L1 alone with state of its own: what the second look asks. */
export class OwnChain {
  readonly chainId: number
  readonly #state: OwnState
  readonly #profile: MvmProfile
  readonly #cache = new StateCache()
  readonly #roots: OutputRoot[]
  #head: ParentBlock
  #batchHash: BatchHash

  /** @param state empty, or with this chain's content in it */
  constructor(chainId: number, state: OwnState = new MemoryStateStore()) {
    this.chainId = chainId
    this.#state = state
    this.#profile = { kind: 'mvm', chainId }
    state.add(writeAccounts(genesisAccounts()))
    this.#head = { header: genesisHeader(chainId), hash: genesisBlockHash(chainId) }
    this.#roots = [genesisOutputRoot(chainId)]
    this.#batchHash = initialBatchHash(chainId)
  }

  /** The last block's number. */
  get headNumber(): number {
    return this.#head.header.number
  }

  /** A block's output root by own execution; `undefined` beyond the head. */
  outputRoot(blockNumber: number): OutputRoot | undefined {
    return this.#roots[blockNumber]
  }

  /** Executes a batch's blocks, and all or none count. Throws {@link UnrelatedBatchError}, {@link DerivationInputError}. */
  async adopt(source: BatchSources, signal?: AbortSignal): Promise<void> {
    const { batchIndex, prevBatchHash, firstBlock, blockCount } = source.batch
    if (prevBatchHash !== this.#batchHash) {
      throw new UnrelatedBatchError({ chainId: this.chainId, batchIndex })
    }
    let parent = this.#head
    const roots: OutputRoot[] = []
    for (const input of deriveSegment([source], parent.header, firstBlock + blockCount - 1)) {
      signal?.throwIfAborted()
      const block = await executeBlock(this.#state, parent, input, this.#profile, {
        cache: this.#cache,
      })
      this.#state.add(block.changes)
      roots.push(block.outputRoot)
      parent = block
    }
    this.#roots.push(...roots)
    this.#head = parent
    this.#batchHash = source.batch.batchHash
  }
}
