import type { L1TransactionSender } from '@mvm/l1'
import type { NodeParts } from '../role/NodeParts.ts'
import { PeerDirectory } from './PeerDirectory.ts'
import type { PeerNetwork } from './PeerNetwork.ts'
import { publishEndpoint } from './publishEndpoint.ts'

/**
 * Says on L1 where this node is reached, and keeps its peers as L1 has them unless the operator has named them. Runs
 * until the signal aborts.
 */
export async function meetPeers(
  { configuration, client, deployment, watch, logger }: NodeParts,
  { network, sender }: { readonly network: PeerNetwork; readonly sender: L1TransactionSender },
  signal: AbortSignal,
): Promise<void> {
  const { publicPeerUrl, peers } = configuration
  const source = { client, contracts: deployment.contracts }
  const publishing =
    publicPeerUrl === undefined
      ? undefined
      : publishEndpoint({ source, sender, logger }, publicPeerUrl, signal).catch(
          (error: unknown) => {
            if (!signal.aborted)
              logger.error({ err: error }, 'peers are not told where this node is')
          },
        )
  const directory = new PeerDirectory({ source, l1: watch, network, logger })
  const ended = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await (peers === undefined ? directory.run(signal) : ended)
  await publishing
}
