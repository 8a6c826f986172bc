import type { Address } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the SequencerPool says of an account as a producer; amounts in wei of MT. */
export interface ProducerStanding {
  readonly isSignedUp: boolean
  /** Held for it. */
  readonly bond: bigint
  /** When and in which epoch it left; `null` for one that has not. */
  readonly left: { readonly timestamp: number; readonly epoch: number } | null
  /** What signing up takes. */
  readonly requiredBond: bigint
  /** Seconds for which the bond stays locked after leaving. */
  readonly unlockDelaySeconds: number
  readonly currentEpoch: number
  /** How many the current epoch draws from. */
  readonly producerCount: number
}

/** How an account stands as a producer (spec 5.2). */
export async function readProducerStanding(
  source: ContractSource,
  account: Address,
): Promise<ProducerStanding> {
  const contract = 'SequencerPool'
  const [standing, requiredBond, unlockDelay, epoch] = await callContracts(source, [
    { contract, method: 'producer', args: [account] },
    { contract, method: 'producerBond', args: [] },
    { contract, method: 'unlockDelay', args: [] },
    { contract, method: 'currentEpoch', args: [] },
  ])
  const currentEpoch = Number(epoch?.[0])
  const [count] = await callContracts(source, [
    { contract, method: 'producerCountAt', args: [currentEpoch] },
  ])
  const { bond, leftAt, leftEpoch } = standing?.[0] ?? {}
  return {
    isSignedUp: bond > 0n && leftAt === 0n,
    bond,
    left: leftAt === 0n ? null : { timestamp: Number(leftAt), epoch: Number(leftEpoch) },
    requiredBond: requiredBond?.[0],
    unlockDelaySeconds: Number(unlockDelay?.[0]),
    currentEpoch,
    producerCount: Number(count?.[0]),
  }
}
