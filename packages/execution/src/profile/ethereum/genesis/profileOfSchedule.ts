import type { Address } from '@mvm/protocol'
import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'
import type { BlockPlace, EthereumProfile } from '../../Profile.ts'
import { blobParametersOf } from '../blobParametersOf.ts'
import type { ForkActivation } from './ForkActivation.ts'

/** The profile of a chain whose rules change as its schedule says. */
export function profileOfSchedule({
  chainId,
  schedule,
  isStakedFromStart,
  depositContract,
}: {
  readonly chainId: number
  readonly schedule: readonly ForkActivation[]
  /** Whether the terminal total difficulty is 0. */
  readonly isStakedFromStart: boolean
  readonly depositContract?: Address
}): EthereumProfile {
  const forkOf = (block: BlockPlace): Fork =>
    latest(schedule, block, (activation) => activation.fork) ?? 'frontier'
  const isMergeNumbered = schedule.some(({ fork }) => fork === 'paris')
  const forkAt = (block: BlockPlace): Fork => {
    const fork = forkOf(block)
    if (isSince(fork, 'paris') || isMergeNumbered) return fork
    return isStakedFromStart || block.difficulty === 0n ? 'paris' : fork
  }
  return {
    kind: 'ethereum',
    chainId,
    forkAt,
    blobsAt: (block) =>
      latest(schedule, block, ({ blobs }) => blobs) ?? blobParametersOf(forkAt(block)),
    bombDelayAt: (number) =>
      latest(schedule, { number, timestamp: 0 }, ({ bombDelay }) => bombDelay) ?? 0,
    ...(depositContract === undefined ? {} : { depositContract }),
  }
}

/** What the last activation up to a block sets that sets anything. */
function latest<T>(
  schedule: readonly ForkActivation[],
  block: BlockPlace,
  pick: (activation: ForkActivation) => T | null,
): T | null {
  for (const activation of schedule.toReversed()) {
    const { at } = activation
    const isActive = 'number' in at ? at.number <= block.number : at.timestamp <= block.timestamp
    const value = isActive ? pick(activation) : null
    if (value !== null) return value
  }
  return null
}
