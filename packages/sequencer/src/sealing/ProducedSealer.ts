import { asHash, keccak256Hex, MvmError, type TransactionHash } from '@mvm/protocol'
import type { Tip } from '../committee/chain/Entry.ts'
import type { TransactionPool } from '../pool/TransactionPool.ts'
import type { AcceptedBlock, AcceptRequest, ChainPort } from '../port/ChainPort.ts'
import type { ProducerPort } from '../port/ProducerPort.ts'
import type { SealOrder, SealOutcome } from './Sealer.ts'

type Accepting = Pick<ChainPort, 'accept' | 'commit'>

/** Has a batch's producer seal its next block, executes that block through the verifier path, and commits it. */
export class ProducedSealer {
  readonly #chain: Accepting
  readonly #pool: TransactionPool
  readonly #producers: ProducerPort

  constructor(chain: Accepting, pool: TransactionPool, producers: ProducerPort) {
    this.#chain = chain
    this.#pool = pool
    this.#producers = producers
  }

  /**
   * One call at a time. `unproduced` where the producer does not give a block that holds: nothing is written then.
   *
   * @param mayBeEmpty a block without transactions is wanted, too
   */
  async seal(
    { builder, nowSeconds }: SealOrder,
    tip: Tip,
    mayBeEmpty: boolean,
    signal: AbortSignal,
  ): Promise<SealOutcome> {
    const { opening } = builder
    const { producer } = opening
    const template = builder.template(nowSeconds)
    const { number, timestamp } = template
    const opens = builder.blockCount === 0 ? { opens: opening } : {}
    const order = { tip, timestamp, allowEmpty: mayBeEmpty, ...opens }
    const waiting = () => this.#pool.encoded()
    const produced = await this.#producers.produce(producer, order, waiting, signal)
    if (produced === undefined) return { kind: 'unproduced', removals: [] }

    const { transactions, blockHash } = produced
    const body = { number, timestamp, transactions }
    const fits = builder.misfit(body) === undefined && (transactions.length > 0 || mayBeEmpty)
    const accepted = fits ? await this.#execute({ template, opening, transactions }) : undefined
    if (accepted?.hash !== blockHash || accepted.skippedCount > 0) {
      this.#producers.judge(producer, false)
      return { kind: 'unproduced', removals: [] }
    }
    const transactionHashes = transactions.map((raw) => asHash<TransactionHash>(keccak256Hex(raw)))
    const record = builder.blockCount === 0 ? { opens: { kind: 'open', opening } as const } : {}
    await this.#chain.commit({ blockHash, transactionHashes, ...record })
    builder.append(body)
    this.#producers.judge(producer, true)
    const { accounts, nextBaseFeePerGas } = accepted
    return {
      kind: 'sealed',
      head: { number, hash: blockHash, timestamp, nextBaseFeePerGas },
      transactionCount: transactions.length,
      depositCount: template.deposits.length,
      isOutOfRoom: false,
      removals: this.#pool.onBlock({ included: transactionHashes, skipped: [], accounts }),
    }
  }

  /** `undefined` for bytes that are no block of this chain. */
  async #execute(request: AcceptRequest): Promise<AcceptedBlock | undefined> {
    try {
      return await this.#chain.accept(request)
    } catch (error) {
      if (error instanceof MvmError && error.code === 'INVALID_TRANSACTION') return undefined
      throw error
    }
  }
}
