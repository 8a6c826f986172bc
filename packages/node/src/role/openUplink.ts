import type { L1Client } from '@mvm/l1'
import { sealSignerFromKey } from '@mvm/sequencer'
import type { Logger } from 'pino'
import type { Deployment } from '../l1/readDeployment.ts'
import { ProducerUplink } from '../producing/ProducerUplink.ts'
import { requireSignedUp } from '../producing/requireSignedUp.ts'
import type { NodeConfiguration } from './NodeConfiguration.ts'

/**
 * A producer's way to the sequencers; `undefined` on another node. Throws {@link ProducerNotSignedUpError} when L1 does
 * not know its account.
 */
export async function openUplink(
  { peers: sequencers, producerKey }: NodeConfiguration,
  client: L1Client,
  { contracts, l1ChainId }: Deployment,
  signal: AbortSignal,
  logger: Logger,
): Promise<ProducerUplink | undefined> {
  if (sequencers === undefined || producerKey === undefined) return undefined
  const signer = sealSignerFromKey(producerKey)
  await requireSignedUp({ client, contracts, signal }, signer.address)
  return new ProducerUplink({ signer, l1ChainId, sequencers, logger })
}
