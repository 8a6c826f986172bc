import { listDacs, readAssignedProducer, readSeedKnown } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import type { L1Connection } from '../l1/L1Connection.ts'

/** A DAC that a producer orders and seals for in an epoch. */
export interface Assignment {
  readonly epoch: number
  readonly chainId: number
  readonly slug: string
}

/** What a producer is assigned in the current epoch, and in the next one if its seed is out. */
export async function readAssignments(
  l1: L1Connection,
  producer: Address,
  currentEpoch: number,
): Promise<readonly Assignment[]> {
  const isNextKnown = await readSeedKnown(l1, currentEpoch + 1)
  const epochs = isNextKnown ? [currentEpoch, currentEpoch + 1] : [currentEpoch]
  const dacs = await listDacs(l1)
  const all = await Promise.all(
    epochs.flatMap((epoch) =>
      dacs.map(async ({ chainId, slug }) => ({
        ...{ epoch, chainId, slug },
        producer: await readAssignedProducer(l1, chainId, epoch),
      })),
    ),
  )
  return all
    .filter((one) => one.producer === producer)
    .map(({ epoch, chainId, slug }) => ({ epoch, chainId, slug }))
}
