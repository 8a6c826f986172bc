import type { Address } from '@mvm/protocol'
import type { ClaimedSeal } from '@mvm/sequencer'

/** A seal, and what tells whether its sealer is of its epoch's committee: `undefined` while that is not known. */
export interface ShownSeal {
  readonly claimed: ClaimedSeal
  readonly isOfCommittee: () => boolean | undefined
}

const MAX_OF_ONE_SEALER = 16
const MAX_OF_ALL = 512

/** Seals that cannot be judged yet, as far as there is room: on L1 blocks that this node is about to see, for instance. */
export class EarlySeals {
  readonly #bySealer = new Map<Address, ShownSeal[]>()
  #count = 0

  put(shown: ShownSeal): void {
    const { sealer, seal } = shown.claimed
    const own = this.#bySealer.get(sealer) ?? []
    const isKnown = own.some(({ claimed }) => claimed.seal.blockHash === seal.blockHash)
    if (isKnown || own.length >= MAX_OF_ONE_SEALER || this.#count >= MAX_OF_ALL) return
    this.#bySealer.set(sealer, [...own, shown])
    this.#count++
  }

  /** All of them, which are then gone. */
  takeAll(): readonly ShownSeal[] {
    const all = [...this.#bySealer.values()].flat()
    this.#bySealer.clear()
    this.#count = 0
    return all
  }
}
