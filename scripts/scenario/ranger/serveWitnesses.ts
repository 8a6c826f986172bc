import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { toHex } from '@mvm/protocol'
import type { RollupChain } from './RollupChain.ts'

/** A node's `mvm_blockWitness` over HTTP. */
export interface WitnessServer extends AsyncDisposable {
  readonly url: string
}

/** Serves a chain's witnesses on a free port of this machine. */
export async function serveWitnesses(chain: RollupChain): Promise<WitnessServer> {
  const server = createServer(async (request, response) => {
    const { id, params } = JSON.parse(await text(request)) as {
      readonly id: unknown
      readonly params: readonly [string, string]
    }
    const { parentHeader, headers, nodes, codes } = await chain.witness(
      Number(params[0]),
      Number(params[1]),
    )
    const result = {
      parentHeader: toHex(parentHeader),
      headers: headers.map(toHex),
      nodes: nodes.map(toHex),
      codes: codes.map(toHex),
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
