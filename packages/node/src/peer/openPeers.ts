import type { Address } from '@mvm/protocol'
import { sealSignerFromKey } from '@mvm/sequencer'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import type { ProducerGate } from '../producing/ProducerGate.ts'
import type { NodeConfiguration } from '../role/NodeConfiguration.ts'
import { PeerNetwork } from './PeerNetwork.ts'

/** The way to the other sequencers, on a node that takes turns with them. Throws {@link ConfigurationError} and what the start of the network throws. */
export async function openPeers(
  { peers: urls, publicPeerUrl, peerPort, sequencerKey, host }: NodeConfiguration,
  l1ChainId: number,
  gate: ProducerGate | undefined,
  logger: Logger,
): Promise<PeerNetwork | undefined> {
  if (sequencerKey === undefined) return undefined
  const signer = sealSignerFromKey(sequencerKey)
  const onProducer = (socket: WebSocket, admit: () => void) => gate?.accept(socket, admit)
  if (urls === undefined) {
    if (publicPeerUrl === undefined) return undefined
    const port = peerPort ?? Number(new URL(publicPeerUrl).port)
    const portOption = peerPort === undefined ? '--public-peer-url' : '--peer-port'
    const peers = new Map<Address, string>()
    const address = { host, port, portOption }
    return PeerNetwork.start({ signer, l1ChainId, ...address, peers, onProducer, logger })
  }
  const peers = new Map(urls)
  const own = peers.get(signer.address)
  if (own === undefined) {
    throw new ConfigurationError({
      option: '--peers',
      problem: `${signer.address}, whose key this node has, is not among them`,
      remedy: 'List every sequencer of the pool, this one too.',
    })
  }
  peers.delete(signer.address)
  const { hostname, port } = new URL(own)
  return PeerNetwork.start({
    ...{ signer, l1ChainId, host: hostname, port: peerPort ?? Number(port), peers },
    ...{ onProducer, logger },
  })
}
