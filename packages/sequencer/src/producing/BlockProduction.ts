import type { BlockHash, TransactionHash } from '@mvm/protocol'
import type { BatchBuilder } from '../batch/BatchBuilder.ts'
import type { PoolLimits } from '../pool/PoolLimits.ts'
import type { PoolUpdate } from '../pool/PoolUpdate.ts'
import { TransactionPool } from '../pool/TransactionPool.ts'
import type { AdmissionPort } from '../port/AdmissionPort.ts'
import type { ChainHead } from '../port/ChainHead.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { L1View } from '../port/L1ViewPort.ts'
import { assertSameBlock } from '../sealing/assertSameBlock.ts'
import { collectCandidates } from '../sealing/collectCandidates.ts'
import { examineAll } from '../service/examineAll.ts'
import type { ProducedBlock, ProductionOrder } from './ProducerMessage.ts'

/**
 * A producer's pool and what it makes of it. The pool is a copy: what waits is kept by the sequencers. None of the
 * calls may overlap.
 */
export class BlockProduction {
  readonly #chain: Pick<ChainPort, 'seal' | 'discard' | 'accounts'>
  readonly #admission: AdmissionPort
  readonly #pool: TransactionPool
  /** The newest block built here, and what it means for the pool once it is decided. */
  #built: { readonly hash: BlockHash; readonly update: PoolUpdate } | undefined

  constructor(options: {
    readonly chainId: number
    readonly chain: Pick<ChainPort, 'seal' | 'discard' | 'accounts'>
    readonly admission: AdmissionPort
    readonly poolLimits: PoolLimits
  }) {
    const { chainId, poolLimits: limits } = options
    this.#chain = options.chain
    this.#admission = options.admission
    this.#pool = new TransactionPool({
      ...{ chainId, limits },
      prices: { l1BaseFeePerGas: 0n, feeScalar: 0n },
    })
  }

  get pool(): Pick<TransactionPool, 'status'> {
    return this.#pool
  }

  /** Sets with what data fees are reckoned. */
  onView({ head, base }: L1View): void {
    this.#pool.setPrices({ l1BaseFeePerGas: head.baseFeePerGas, feeScalar: base.feeScalar })
  }

  /** Takes in what waits at the sequencers. */
  async take(transactions: readonly Uint8Array[], nowMs: number): Promise<void> {
    const examined = await examineAll(this.#admission, transactions)
    this.#pool.restore(examined, nowMs)
  }

  /** Builds the next block; `undefined` when nothing goes into it. Throws `SealedBlockMismatchError`. */
  async build(
    { timestamp, allowEmpty }: ProductionOrder,
    builder: BatchBuilder,
    parent: ChainHead,
  ): Promise<ProducedBlock | undefined> {
    const { opening } = builder
    const template = builder.template(timestamp)
    const mayBeEmpty = allowEmpty || template.deposits.length > 0
    const best = this.#pool.best(parent.nextBaseFeePerGas)
    const { transactions: pooled } = collectCandidates(best, builder.room(template), true)
    if (pooled.length === 0 && !mayBeEmpty) return undefined

    const candidates = pooled.map(({ raw }) => raw)
    const block = await this.#chain.seal({ parent, template, opening, candidates })
    assertSameBlock(block.sealed, block.verified)
    const hashOf = (index: number) => pooled[index]?.transaction.hash as TransactionHash
    const update = {
      included: block.included.map(hashOf),
      skipped: block.skipped.map(({ index, reason }) => ({ hash: hashOf(index), reason })),
      accounts: block.accounts,
    }
    if (update.included.length === 0 && !mayBeEmpty) {
      await this.#chain.discard()
      this.#pool.onBlock(update)
      return undefined
    }
    const { hash: blockHash } = block.sealed
    this.#built = { hash: blockHash, update }
    const transactions = block.included.map((index) => candidates[index] as Uint8Array)
    return { blockHash, transactions }
  }

  /** Whether a block is the newest that was built here. */
  hasBuilt(blockHash: BlockHash): boolean {
    return this.#built?.hash === blockHash
  }

  /** The newest block that was built here is the head. */
  onBuilt(): void {
    if (this.#built !== undefined) this.#pool.onBlock(this.#built.update)
    this.#built = undefined
  }

  /** The head has moved otherwise. */
  async onMoved(nowMs: number): Promise<void> {
    this.#built = undefined
    this.#pool.onReorg([], await this.#chain.accounts(this.#pool.addresses()), nowMs)
    this.#pool.expire(nowMs)
  }
}
