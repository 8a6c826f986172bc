import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../../src/devnet/freePort.ts'
import type { TestDevnet } from './startDevnet.ts'
import { TestNode } from './TestNode.ts'
import { tempFolder } from './tempFolder.ts'

/** A follower that a test started beside a devnet. */
export interface TestFollower {
  readonly node: TestNode
  stop(): Promise<void>
}

/**
 * Starts a follower as a stranger would: a process of its own, an empty folder, the L1's URL and a file with the
 * addresses of its contracts. It knows nobody to whom it could hand transactions.
 *
 * @param more further arguments of `mvm-node run`
 */
export async function startFollower(
  { description: { l1 } }: TestDevnet,
  slug: string,
  more: readonly string[] = [],
): Promise<TestFollower> {
  const folder = tempFolder('follower')
  const contractsFile = join(folder.path, 'contracts.json')
  writeFileSync(contractsFile, JSON.stringify(l1.contracts))
  const node = new TestNode({
    role: 'follower',
    folder: folder.path,
    port: await freePort(0, '--port'),
    slug,
    arguments: ['--l1-url', l1.rpcUrl, '--l1-contracts', contractsFile, ...more],
    environment: {},
  })
  const stop = async () => {
    await node.stop()
    folder.remove()
  }
  try {
    await node.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { node, stop }
}
