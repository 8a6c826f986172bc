import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import type { TestNode } from './TestNode.ts'

/** Starts a gateway, a process of its own, before nodes of one DAC. Stop it in `afterAll`. */
export function startGateway(folder: string, nodes: readonly TestNode[]): Promise<NodeProcess> {
  const own = join(folder, 'gateway')
  mkdirSync(own, { recursive: true })
  const upstreams = nodes.map(({ rpc }) => new URL(rpc.url).origin).join(',')
  return NodeProcess.start({
    role: 'gateway',
    command: 'gateway',
    folder: own,
    arguments: ['--upstreams', upstreams, '--port', '0'],
    environment: {},
    signal: new AbortController().signal,
  })
}
