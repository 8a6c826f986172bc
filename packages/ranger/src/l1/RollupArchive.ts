import type { DacCreation, L1Block, RollupChange } from '@mvm/l1'
import type { L1BlockHash } from '@mvm/protocol'
import { ChainArchive } from './ChainArchive.ts'

/**
 * What L1 has said about the DACs of a deployment, kept for checking as long as it can be disputed. Holds no
 * connection: whoever follows L1 hands over each change.
 */
export class RollupArchive {
  readonly #keptBlocks: number
  readonly #windowOf: (creation: DacCreation) => number
  readonly #blocks = new Map<number, L1Block>()
  readonly #chains = new Map<number, ChainArchive>()
  readonly #creations = new Map<number, DacCreation>()
  #waiters: (() => void)[] = []
  #headNumber = 0

  /**
   * @param keptBlocks L1 blocks that a batch's origin can lie back, and that a reorganisation can take away
   * @param windowOf seconds in which a DAC's state batches can be disputed; by default they are never forgotten
   */
  constructor(
    keptBlocks: number,
    windowOf: (creation: DacCreation) => number = () => Number.POSITIVE_INFINITY,
  ) {
    this.#keptBlocks = keptBlocks
    this.#windowOf = windowOf
  }

  /** The last L1 block that was handed over. */
  get headNumber(): number {
    return this.#headNumber
  }

  /** The last L1 block's, in seconds since 1970; 0 before there is one. */
  get headTimestamp(): number {
    return this.#blocks.get(this.#headNumber)?.timestamp ?? 0
  }

  /** `undefined` for L1 blocks that are not kept. */
  blockHash(number: number): L1BlockHash | undefined {
    return this.#blocks.get(number)?.hash
  }

  get chainIds(): readonly number[] {
    return [...this.#chains.keys()]
  }

  chain(chainId: number): ChainArchive | undefined {
    return this.#chains.get(chainId)
  }

  creation(chainId: number): DacCreation | undefined {
    return this.#creations.get(chainId)
  }

  apply(change: RollupChange): void {
    if (change.kind === 'reorganised') this.#truncate(change.commonAncestorNumber)
    for (const block of change.blocks) {
      this.#blocks.set(block.number, block)
      this.#blocks.delete(block.number - this.#keptBlocks)
      this.#headNumber = block.number
    }
    for (const creation of change.events.created) {
      this.#creations.set(creation.chainId, creation)
      this.#chains.set(creation.chainId, new ChainArchive(creation.chainId))
    }
    for (const [chainId, events] of change.events.byChainId) {
      this.#chains.get(chainId)?.extend(events, (number) => this.#blocks.get(number))
    }
    this.#forget()
    const waiters = this.#waiters
    this.#waiters = []
    for (const wake of waiters) wake()
  }

  /** Resolves after the next change; rejects when the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason)
      if (signal.aborted) return abort()
      signal.addEventListener('abort', abort, { once: true })
      this.#waiters.push(() => {
        signal.removeEventListener('abort', abort)
        resolve()
      })
    })
  }

  #forget(): void {
    const settled = this.#blocks.get(this.#headNumber - this.#keptBlocks + 1)
    if (settled === undefined) return
    for (const [chainId, chain] of this.#chains) {
      const creation = this.#creations.get(chainId)
      if (creation !== undefined) chain.forget(settled, this.#windowOf(creation))
    }
  }

  #truncate(l1BlockNumber: number): void {
    for (const number of this.#blocks.keys()) {
      if (number > l1BlockNumber) this.#blocks.delete(number)
    }
    for (const [chainId, creation] of this.#creations) {
      if (creation.l1BlockNumber <= l1BlockNumber) {
        this.#chains.get(chainId)?.truncate(l1BlockNumber)
      } else {
        this.#creations.delete(chainId)
        this.#chains.delete(chainId)
      }
    }
  }
}
