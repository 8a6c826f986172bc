import type { Address } from '@mvm/protocol'
import type { SchedulePort } from '@mvm/sequencer'

const BACKUPS = 3

export interface RotationOptions {
  readonly self: Address
  /** All sequencers, in an order on which they agree. */
  readonly members: readonly Address[]
  readonly chainId: number
  /** L1 block with which epoch 0 begins. */
  readonly deploymentBlock: number
  /** L1 blocks. */
  readonly epochLength: number
  /** L1 blocks after which the first backup may post. */
  readonly takeover: number
  /** Whether the contracts would let this account post at all. */
  readonly isAllocated: boolean
}

/** Sequencers in fixed turns, each DAC one further: until the SequencerPool draws them. */
export class RotatingSchedule implements SchedulePort {
  readonly #options: RotationOptions

  constructor(options: RotationOptions) {
    this.#options = options
  }

  committee(epoch: number): readonly Address[] {
    const { members, chainId } = this.#options
    const first = (epoch + chainId) % members.length
    return [...members.slice(first), ...members.slice(0, first)].slice(0, 1 + BACKUPS)
  }

  epochAt(l1BlockNumber: number): number {
    const { deploymentBlock, epochLength } = this.#options
    return Math.max(0, Math.floor((l1BlockNumber - deploymentBlock) / epochLength))
  }

  /** All are the same members: none has to be given up. */
  liveFromEpoch(): number {
    return 0
  }

  mayPost(l1BlockNumber: number): boolean {
    const { self, isAllocated, takeover, epochLength, deploymentBlock } = this.#options
    const number = l1BlockNumber + 1
    const epoch = this.epochAt(number)
    const place = this.committee(epoch).indexOf(self)
    const startedAt = deploymentBlock + epoch * epochLength
    return isAllocated && place >= 0 && number >= startedAt + place * takeover
  }
}
