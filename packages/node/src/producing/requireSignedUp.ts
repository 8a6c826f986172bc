import { type ContractSource, readProducerStanding } from '@mvm/l1'
import type { Address } from '@mvm/protocol'
import { ProducerNotSignedUpError } from '../error/ProducerNotSignedUpError.ts'

/** Throws {@link ProducerNotSignedUpError} for an account that L1 does not know as a producer. */
export async function requireSignedUp(source: ContractSource, account: Address): Promise<void> {
  const { isSignedUp, left } = await readProducerStanding(source, account)
  if (!isSignedUp) throw new ProducerNotSignedUpError({ account, hasLeft: left !== null })
}
