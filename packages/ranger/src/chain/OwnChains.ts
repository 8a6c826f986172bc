import type { L1ClaimPort } from '../port/L1ClaimPort.ts'
import { OwnChain, type OwnState } from './OwnChain.ts'
import { UnrelatedBatchError } from './UnrelatedBatchError.ts'

/** Where a chain's state is kept: whatever of it is there already does no harm. */
export type OpenState = (chainId: number) => OwnState | undefined | Promise<OwnState | undefined>

/**
 * Own chains, derived from L1 alone when a second look asks for them and kept for the next one. Without them a ranger
 * has no state.
 */
export class OwnChains {
  readonly #l1: Pick<L1ClaimPort, 'batches'>
  readonly #openState: OpenState
  readonly #chains = new Map<number, OwnChain>()

  /** @param openState by default states are in memory */
  constructor(l1: Pick<L1ClaimPort, 'batches'>, openState: OpenState = () => undefined) {
    this.#l1 = l1
    this.#openState = openState
  }

  /**
   * A chain with its blocks up to `toBlock`, whose batches stand on L1, and the output roots of those from `fromBlock`
   * on. One call at a time for each chain.
   */
  async upTo(
    chainId: number,
    toBlock: number,
    signal: AbortSignal,
    fromBlock = 0,
  ): Promise<OwnChain> {
    try {
      const known = this.#chains.get(chainId)
      const isUseful = known === undefined || known.preimage(Math.min(fromBlock, known.headNumber))
      if (!isUseful) this.#chains.delete(chainId)
      return await this.#derive(chainId, fromBlock, toBlock, signal)
    } catch (error) {
      if (!(error instanceof UnrelatedBatchError)) throw error
      this.#chains.delete(chainId)
      return await this.#derive(chainId, fromBlock, toBlock, signal)
    }
  }

  async #derive(
    chainId: number,
    fromBlock: number,
    toBlock: number,
    signal: AbortSignal,
  ): Promise<OwnChain> {
    const chain = this.#chains.get(chainId) ?? new OwnChain(chainId, await this.#openState(chainId))
    this.#chains.set(chainId, chain)
    const next = chain.headNumber + 1
    if (next <= toBlock) {
      for await (const source of this.#l1.batches(chainId, next, toBlock, signal)) {
        await chain.adopt(source, signal)
        chain.forgetBelow(Math.min(fromBlock, chain.headNumber))
      }
    }
    return chain
  }
}
