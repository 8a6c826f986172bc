import { predeploys } from '@mvm/protocol'
import type { BatchBuilder } from '../batch/BatchBuilder.ts'
import type { Tip } from '../committee/chain/Entry.ts'
import type { PoolRemoval } from '../pool/PoolRemoval.ts'
import type { TransactionPool } from '../pool/TransactionPool.ts'
import type { ChainHead } from '../port/ChainHead.ts'
import type { ChainPort, SealedBlock } from '../port/ChainPort.ts'
import type { ProducerPort } from '../port/ProducerPort.ts'
import { assertSameBlock } from './assertSameBlock.ts'
import { collectCandidates } from './collectCandidates.ts'
import { ProducedSealer } from './ProducedSealer.ts'

export interface SealOrder {
  readonly builder: BatchBuilder
  readonly parent: ChainHead
  readonly nowSeconds: number
  /** Seal even when there is nothing to put in. */
  readonly allowEmpty: boolean
  /** Where the chain ends. */
  readonly tip: Tip
}

export type SealOutcome =
  | {
      readonly kind: 'sealed'
      readonly head: ChainHead
      readonly transactionCount: number
      readonly depositCount: number
      readonly isOutOfRoom: boolean
      readonly removals: readonly PoolRemoval[]
    }
  /** The batch's producer has not sealed a block that holds, so there is none. */
  | { readonly kind: 'unproduced'; readonly removals: readonly PoolRemoval[] }
  /** Nothing could go into a block, so there is none. */
  | {
      readonly kind: 'nothing'
      readonly isOutOfRoom: boolean
      readonly removals: readonly PoolRemoval[]
    }

type Sealable = Pick<ChainPort, 'seal' | 'accept' | 'commit' | 'discard'>

/** Seals one block after the other: builds it from the pool, or has the batch's producer do so, has it verified, commits it. */
export class Sealer {
  readonly #chain: Sealable
  readonly #pool: TransactionPool
  readonly #produced: ProducedSealer | undefined

  /** @param producers absent where no producer is ever asked */
  constructor(chain: Sealable, pool: TransactionPool, producers?: ProducerPort) {
    this.#chain = chain
    this.#pool = pool
    this.#produced = producers && new ProducedSealer(chain, pool, producers)
  }

  /**
   * Seals the next block of the open batch on the head. One call at a time. Throws
   * {@link SealedBlockMismatchError} without committing when the verifier path disagrees.
   */
  async seal(order: SealOrder, signal: AbortSignal): Promise<SealOutcome> {
    const { builder, parent, tip } = order
    const template = builder.template(order.nowSeconds)
    const { transactions: candidates, isOutOfRoom } = collectCandidates(
      this.#pool.best(parent.nextBaseFeePerGas),
      builder.room(template),
      builder.blocksLeft === 1,
    )
    const mayBeEmpty = order.allowEmpty || template.deposits.length > 0
    if (candidates.length === 0 && !mayBeEmpty) {
      return { kind: 'nothing', isOutOfRoom, removals: [] }
    }
    if (builder.opening.producer !== predeploys.feeVault) {
      const outcome = await this.#produced?.seal(order, tip, mayBeEmpty, signal)
      return outcome ?? { kind: 'unproduced', removals: [] }
    }

    const block = await this.#chain.seal({
      parent,
      template,
      opening: builder.opening,
      candidates: candidates.map(({ raw }) => raw),
    })
    const at = (index: number) => candidates[index] as (typeof candidates)[number]
    const update = {
      included: block.included.map((index) => at(index).transaction.hash),
      skipped: block.skipped.map(({ index, reason }) => ({
        hash: at(index).transaction.hash,
        reason,
      })),
      accounts: block.accounts,
    }
    if (update.included.length === 0 && !mayBeEmpty) {
      await this.#chain.discard()
      return { kind: 'nothing', isOutOfRoom, removals: this.#pool.onBlock(update) }
    }

    await this.#publish(order, block, update.included)
    builder.append({
      number: template.number,
      timestamp: template.timestamp,
      transactions: block.included.map((index) => at(index).raw),
    })
    return {
      kind: 'sealed',
      head: {
        number: template.number,
        hash: block.sealed.hash,
        timestamp: template.timestamp,
        nextBaseFeePerGas: block.nextBaseFeePerGas,
      },
      transactionCount: update.included.length,
      depositCount: template.deposits.length,
      isOutOfRoom,
      removals: this.#pool.onBlock(update),
    }
  }

  async #publish(
    { builder }: SealOrder,
    { sealed, verified }: SealedBlock,
    transactionHashes: Parameters<ChainPort['commit']>[0]['transactionHashes'],
  ): Promise<void> {
    try {
      assertSameBlock(sealed, verified)
    } catch (mismatch) {
      await this.#chain.discard()
      throw mismatch
    }
    const { opening } = builder
    const opens = builder.blockCount === 0 ? { opens: { kind: 'open', opening } as const } : {}
    await this.#chain.commit({ blockHash: sealed.hash, transactionHashes, ...opens })
  }
}
