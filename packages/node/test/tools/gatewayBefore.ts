import { Gateway } from '../../src/gateway/Gateway.ts'
import type { TestDevnet } from '../support/startDevnet.ts'

/** Where tools find a DAC: the gateway's URLs for it. */
export interface GatewayBefore {
  readonly rpcUrl: string
  readonly wsUrl: string
  close(): Promise<void>
}

/** A gateway before the devnet's sequencer, as before those of a devnet that has several. */
export async function gatewayBefore(devnet: TestDevnet): Promise<GatewayBefore> {
  const { origin, pathname } = new URL(devnet.dac().url)
  const gateway = await Gateway.start({ upstreamUrls: [origin], host: '127.0.0.1', port: 0 })
  const rpcUrl = `${gateway.rpcUrl}${pathname}`
  return { rpcUrl, wsUrl: rpcUrl.replace('http', 'ws'), close: () => gateway.close() }
}
