import type { L1ClaimPort } from '../port/L1ClaimPort.ts'
import { OwnChain } from './OwnChain.ts'
import { UnrelatedBatchError } from './UnrelatedBatchError.ts'

/**
 * Own chains, derived from L1 alone when a second look asks for them and kept for the next one. Without them a ranger
 * has no state.
 */
export class OwnChains {
  readonly #l1: Pick<L1ClaimPort, 'batches'>
  readonly #chains = new Map<number, OwnChain>()

  constructor(l1: Pick<L1ClaimPort, 'batches'>) {
    this.#l1 = l1
  }

  /** A chain with its blocks up to `toBlock`, whose batches stand on L1. One call at a time. */
  async upTo(chainId: number, toBlock: number, signal: AbortSignal): Promise<OwnChain> {
    try {
      return await this.#derive(chainId, toBlock, signal)
    } catch (error) {
      if (!(error instanceof UnrelatedBatchError)) throw error
      this.#chains.delete(chainId)
      return await this.#derive(chainId, toBlock, signal)
    }
  }

  async #derive(chainId: number, toBlock: number, signal: AbortSignal): Promise<OwnChain> {
    const chain = this.#chains.get(chainId) ?? new OwnChain(chainId)
    this.#chains.set(chainId, chain)
    const from = chain.headNumber + 1
    if (from <= toBlock) {
      for await (const source of this.#l1.batches(chainId, from, toBlock, signal)) {
        await chain.adopt(source, signal)
      }
    }
    return chain
  }
}
