import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { L1Contracts } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { NodeStartError } from '../../src/error/NodeStartError.ts'
import { tempFolder } from '../support/tempFolder.ts'

const NOWHERE = `0x${'11'.repeat(20)}`

describe('a node in a process of its own', () => {
  const folder = tempFolder('node')
  const contracts: Record<keyof L1Contracts, string | number> = {
    metisToken: NOWHERE,
    comCo: NOWHERE,
    dacManager: NOWHERE,
    canonicalTransactionChain: NOWHERE,
    stateCommitmentChain: NOWHERE,
    epochSeeds: NOWHERE,
    sequencerPool: NOWHERE,
    l1StandardBridge: NOWHERE,
    rangerPool: NOWHERE,
    disputeGame: NOWHERE,
    executionManager: NOWHERE,
    deploymentBlock: 1,
  }
  let neighbour: Server
  beforeAll(async () => {
    writeFileSync(join(folder.path, 'contracts.json'), JSON.stringify(contracts))
    neighbour = createServer()
    await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    neighbour.close()
    folder.remove()
  })

  function start(port: number, signal = new AbortController().signal): Promise<NodeProcess> {
    return NodeProcess.start({
      role: 'follower',
      folder: folder.path,
      arguments: [
        ...['--role', 'follower', '--data', folder.path, '--port', String(port)],
        ...['--l1-url', 'http://127.0.0.1:1'],
        ...['--l1-contracts', join(folder.path, 'contracts.json')],
      ],
      environment: {},
      signal,
    })
  }

  it('ends when it cannot start, and its words come back', async () => {
    const address = neighbour.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const failed = start(port)
    await expect(failed).rejects.toThrow(NodeStartError)
    await expect(failed).rejects.toThrow(`PORT_TAKEN: port ${port} on 127.0.0.1 is taken`)
  }, 60_000)

  it('is not started for somebody who has given up', async () => {
    await expect(start(0, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })
})
