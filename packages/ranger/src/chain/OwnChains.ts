import pLimit, { type LimitFunction } from 'p-limit'
import type { L1ClaimPort } from '../port/L1ClaimPort.ts'
import { BatchesMissingError } from './BatchesMissingError.ts'
import { OwnChain } from './OwnChain.ts'
import type { OwnState } from './OwnState.ts'
import { UnrelatedBatchError } from './UnrelatedBatchError.ts'

/** Where a chain is kept, also from an earlier time. */
export type OpenState = (chainId: number) => OwnState | undefined | Promise<OwnState | undefined>

/**
 * Own chains, derived from L1 alone when a second look or a game asks for them and kept for the next one. Without them a
 * ranger has no state.
 */
export class OwnChains {
  readonly #l1: Pick<L1ClaimPort, 'batches'>
  readonly #openState: OpenState
  readonly #chains = new Map<number, Promise<OwnChain>>()
  /** By chain: one derives at a time. */
  readonly #lanes = new Map<number, LimitFunction>()

  /** @param openState by default chains are in memory */
  constructor(l1: Pick<L1ClaimPort, 'batches'>, openState: OpenState = () => undefined) {
    this.#l1 = l1
    this.#openState = openState
  }

  /**
   * A chain whose blocks up to `toBlock` are those of the batches that stand on L1; what is asked of it counts until
   * something is waited for. Throws {@link BatchesMissingError} when L1 has no batch with `toBlock`, or is being
   * reorganised.
   */
  upTo(chainId: number, toBlock: number, signal: AbortSignal): Promise<OwnChain> {
    const lane = this.#lanes.get(chainId) ?? pLimit(1)
    this.#lanes.set(chainId, lane)
    return lane(async () => {
      const chain = await this.#open(chainId)
      // L1 may have been reorganised however far below: after a few tries all is derived once more.
      for (let batchCount = 1; ; batchCount *= 2) {
        try {
          await this.#follow(chain, toBlock, signal)
          return chain
        } catch (error) {
          if (!(error instanceof UnrelatedBatchError) || chain.headNumber === 0) throw error
          await chain.drop(batchCount)
        }
      }
    })
  }

  #open(chainId: number): Promise<OwnChain> {
    const known = this.#chains.get(chainId)
    if (known !== undefined) return known
    const opening = (async () => OwnChain.open(chainId, await this.#openState(chainId)))()
    this.#chains.set(chainId, opening)
    opening.catch(() => this.#chains.delete(chainId))
    return opening
  }

  async #follow(chain: OwnChain, toBlock: number, signal: AbortSignal): Promise<void> {
    // With a batch that the chain has: its hash is that of all before it.
    const fromBlock = Math.max(1, Math.min(chain.headNumber, toBlock))
    let next = fromBlock
    const near = chain.place(fromBlock)
    const places = near === undefined ? [near] : [near, undefined]
    // Where it stood is only a hint.
    for (const place of places) {
      if (next > toBlock) return
      for await (const source of this.#l1.batches(chain.chainId, next, toBlock, signal, place)) {
        const { batch } = source
        if (!chain.has(batch)) await chain.adopt(source, signal)
        next = batch.firstBlock + batch.blockCount
      }
    }
    if (next <= toBlock)
      throw new BatchesMissingError({ chainId: chain.chainId, blockNumber: next })
  }
}
