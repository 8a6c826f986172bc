import { setTimeout } from 'node:timers/promises'
import { isTransientL1Error, type L1Block, L1ReorganisedError, RollupReader } from '@mvm/l1'
import {
  EMPTY_QUEUE_HASH,
  initialBatchHash,
  type L1Origin,
  type QueueElement,
  type TransactionBatch,
} from '@mvm/protocol'
import type { L1View, L1ViewPort } from '../../src/port/L1ViewPort.ts'
import type { TestL1 } from './TestL1.ts'

/** L1 as the sequencer sees it, read anew from the beginning whenever the head is another one. */
export class PolledL1View implements L1ViewPort {
  readonly #l1: TestL1
  readonly #reader: RollupReader
  readonly #creationBlock: number
  readonly #feeScalar: bigint
  #view: L1View | undefined
  queue: readonly QueueElement[] = []
  batches: readonly TransactionBatch[] = []
  #blocks = new Map<number, L1Block>()

  constructor(l1: TestL1, creationBlock: number, feeScalar: bigint) {
    const { client, contracts } = l1
    this.#l1 = l1
    this.#reader = new RollupReader({ client, contracts })
    this.#creationBlock = creationBlock
    this.#feeScalar = feeScalar
  }

  /** The L1 blocks of the newest view. */
  blocks(): readonly L1Origin[] {
    return [...this.#blocks.values()]
  }

  block(number: number): L1Origin | undefined {
    return this.#blocks.get(number)
  }

  async view(signal: AbortSignal): Promise<L1View> {
    for (;;) {
      signal.throwIfAborted()
      const head = await this.#l1.head()
      if (this.#view?.head.hash === head.hash) return this.#view
      try {
        this.#view = await this.#read(head)
        return this.#view
      } catch (error) {
        const hasMoved = error instanceof L1ReorganisedError || isTransientL1Error(error)
        if (!hasMoved) throw error
      }
    }
  }

  async next(than: L1View, signal: AbortSignal): Promise<L1View> {
    for (;;) {
      const view = await this.view(signal)
      if (view !== than) return view
      await setTimeout(20, undefined, { signal })
    }
  }

  async #read(head: L1Block): Promise<L1View> {
    const { client, chainId } = this.#l1
    const from = this.#creationBlock
    const numbers = Array.from({ length: head.number - from + 1 }, (_, i) => from + i)
    const [events, blocks] = await Promise.all([
      this.#reader.readRange({ from, to: head.number, toHash: head.hash }),
      client.blocks(numbers),
    ])
    const own = events.byChainId.get(chainId)
    if (own === undefined || blocks.at(-1)?.hash !== head.hash) {
      const actualHash = blocks.at(-1)?.hash ?? null
      throw new L1ReorganisedError({
        blockNumber: head.number,
        expectedHash: head.hash,
        actualHash,
      })
    }
    const byNumber = new Map(blocks.flatMap((block) => (block ? [[block.number, block]] : [])))
    const queue = own.queueElements
    this.queue = queue
    this.batches = own.batches
    this.#blocks = byNumber
    return {
      head,
      finalizedNumber: from,
      block: (number) => byNumber.get(number),
      queueLength: queue.length,
      queueHash: (index) => (index === 0 ? EMPTY_QUEUE_HASH : queue[index - 1]?.queueHashAfter),
      queueElements: (start, end) => queue.slice(start, end),
      batches: own.batches,
      base: {
        batchHash: initialBatchHash(chainId),
        nextBlock: 1,
        queueEnd: 0,
        queueHashEnd: EMPTY_QUEUE_HASH,
        originNumber: from,
        feeScalar: this.#feeScalar,
      },
      firstUnassertedBlock: own.stateBatches.reduce((next, { rootCount }) => next + rootCount, 0),
    }
  }
}
