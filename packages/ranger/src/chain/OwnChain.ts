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
  type CodeHash,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  type Hash,
  type OutputRoot,
} from '@mvm/protocol'

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

  /** @param state empty, or with this chain's content in it */
  constructor(chainId: number, state: OwnState = new MemoryStateStore()) {
    this.chainId = chainId
    this.#state = state
    this.#profile = { kind: 'mvm', chainId }
    state.add(writeAccounts(genesisAccounts()))
    this.#head = { header: genesisHeader(chainId), hash: genesisBlockHash(chainId) }
    this.#roots = [genesisOutputRoot(chainId)]
  }

  /** The last block's number. */
  get headNumber(): number {
    return this.#head.header.number
  }

  /** A block's output root by own execution; `undefined` beyond the head. */
  outputRoot(blockNumber: number): OutputRoot | undefined {
    return this.#roots[blockNumber]
  }

  /** Executes a batch's blocks. Throws {@link DerivationInputError} unless it follows on the head. */
  async adopt(source: BatchSources, signal?: AbortSignal): Promise<void> {
    const { firstBlock, blockCount } = source.batch
    const { header } = this.#head
    const inputs = deriveSegment([source], header, firstBlock + blockCount - 1)
    for (const input of inputs) {
      signal?.throwIfAborted()
      const block = await executeBlock(this.#state, this.#head, input, this.#profile, {
        cache: this.#cache,
      })
      this.#state.add(block.changes)
      this.#roots.push(block.outputRoot)
      this.#head = block
    }
  }
}
