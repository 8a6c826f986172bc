import { callContracts } from '@mvm/l1'
import type { L1Connection } from '../l1/L1Connection.ts'

/** What it takes to be a producer. */
export interface ProducerTerms {
  /** Wei of MT. */
  readonly bond: bigint
  /** Seconds for which it stays locked after leaving. */
  readonly unlockDelaySeconds: number
  readonly currentEpoch: number
}

/** The SequencerPool's parameters for producers. */
export async function readProducerTerms(l1: L1Connection): Promise<ProducerTerms> {
  const contract = 'SequencerPool'
  const [bond, unlockDelay, epoch] = await callContracts(l1, [
    { contract, method: 'producerBond', args: [] },
    { contract, method: 'unlockDelay', args: [] },
    { contract, method: 'currentEpoch', args: [] },
  ])
  return {
    bond: bond?.[0],
    unlockDelaySeconds: Number(unlockDelay?.[0]),
    currentEpoch: Number(epoch?.[0]),
  }
}
