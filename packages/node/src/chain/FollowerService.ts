import type { ChainPort, L1View, L1ViewPort } from '@mvm/sequencer'
import { followPlan } from './followPlan.ts'

/** The part of the chain's port that following needs. */
export type FollowedChain = Pick<ChainPort, 'head' | 'rollBack' | 'adopt' | 'batchRecords'>

/** A DAC's chain on a node that does not sequence it: derived from L1 alone, and again after every L1 reorg. */
export class FollowerService {
  readonly #chain: FollowedChain
  readonly #l1: L1ViewPort
  readonly #onAdopted: (view: L1View) => Promise<void>

  /** @param onAdopted told when the chain agrees with a view, to move the heads. */
  constructor(chain: FollowedChain, l1: L1ViewPort, onAdopted: (view: L1View) => Promise<void>) {
    this.#chain = chain
    this.#l1 = l1
    this.#onAdopted = onAdopted
  }

  /** Follows until the signal aborts; rejects when the chain cannot be written or executed. */
  async run(signal: AbortSignal): Promise<void> {
    let view = await this.#l1.view(signal)
    while (!signal.aborted) {
      await this.follow(view, signal)
      view = await this.#l1.next(view, signal)
    }
  }

  /** Brings the chain to what one view shows. */
  async follow(view: L1View, signal: AbortSignal): Promise<void> {
    const [records, head] = await Promise.all([this.#chain.batchRecords(), this.#chain.head()])
    const plan = followPlan(view, records, head.number)
    if (plan.rollBackTo < head.number) await this.#chain.rollBack(plan.rollBackTo)
    for (const batch of plan.adopt) {
      if (signal.aborted) return
      await this.#chain.adopt(batch)
    }
    await this.#onAdopted(view)
  }
}
