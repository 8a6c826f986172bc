import { predeploys } from '@mvm/protocol'
import type { BatchOpening } from '../port/BatchOpening.ts'
import type { ProducerAssignment } from './ProducerAssignment.ts'
import type { ProducerDomain } from './ProducerDomain.ts'
import { recoverProducer } from './recoverProducer.ts'

/**
 * Whether the CanonicalTransactionChain would take a batch's producer: nobody's (the FeeVault), or the one that is
 * assigned and has signed. What this node cannot tell it does not hold against a batch.
 */
export async function hasRightProducer(
  opening: BatchOpening,
  assignment: ProducerAssignment,
  domain: ProducerDomain,
): Promise<boolean> {
  const { producer, producerSignature, origin } = opening
  if (producerSignature.length === 0) return producer === predeploys.feeVault
  if (recoverProducer(opening, producerSignature, domain) !== producer) return false
  const assigned = await assignment.producerAt(origin.number)
  return assigned === undefined || assigned === producer
}
