import { once } from 'node:events'
import type { NodeMessage } from '../role/NodeMessage.ts'
import { Gateway } from './Gateway.ts'

export interface GatewayArguments {
  readonly upstreams: string
  readonly port: number
  readonly host: string
}

/** `mvm-node gateway`: until SIGINT, SIGTERM, or the end of the process that started it. */
export async function runGatewayCommand({
  upstreams,
  port,
  host,
}: GatewayArguments): Promise<void> {
  const stop = new AbortController()
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => stop.abort())
  const stopped = once(stop.signal, 'abort')
  const gateway = await Gateway.start({ upstreamUrls: upstreams.split(','), host, port })
  const ready: NodeMessage = { kind: 'ready', rpcUrl: gateway.rpcUrl }
  process.send?.(ready)
  await stopped
  await gateway.close()
  process.exit(0)
}
