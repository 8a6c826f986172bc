import { isTransientL1Error, type L1Client, readProducerStanding } from '@mvm/l1'
import { sealSignerFromKey } from '@mvm/sequencer'
import type { Logger } from 'pino'
import type { Deployment } from '../l1/readDeployment.ts'
import { ProducerGate } from '../producing/ProducerGate.ts'
import type { NodeConfiguration } from './NodeConfiguration.ts'

/** Where producers come in, on a sequencer that listens to others. */
export function openGate(
  { peers, publicPeerUrl, sequencerKey }: NodeConfiguration,
  client: L1Client,
  { contracts, l1ChainId }: Deployment,
  signal: AbortSignal,
  logger: Logger,
): ProducerGate | undefined {
  const listens = peers !== undefined || publicPeerUrl !== undefined
  if (!listens || sequencerKey === undefined) return undefined
  return new ProducerGate({
    ...{ signer: sealSignerFromKey(sequencerKey), l1ChainId, logger },
    isSignedUp: async (account) => {
      try {
        const { bond } = await readProducerStanding({ client, contracts, signal }, account)
        // One that has left may still be drawn for two epochs.
        return bond > 0n
      } catch (error) {
        const level = isTransientL1Error(error) || signal.aborted ? 'warn' : 'error'
        logger[level]({ err: error, account }, 'it cannot be read whether this is a producer')
        return false
      }
    },
  })
}
