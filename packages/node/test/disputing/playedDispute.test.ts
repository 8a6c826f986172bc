import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROUNDS } from '@mvm/fraud-proof'
import { L1Client, readGame, readStateBatchStanding } from '@mvm/l1'
import { afterEach, describe, expect, it } from 'vitest'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

interface RangerReport {
  readonly disputes: readonly { readonly stage: string }[]
}

describe('a dispute', { timeout: 300_000 }, () => {
  let network: TestNetwork
  afterEach(() => network?.stop())

  it('is played by ranger and sequencer to the step in which they differ, and the lie is deleted', async () => {
    network = await TestNetwork.start()
    const sequencer = await network.sequencer(network.l1.url, ['--fault', 'wrong-origin'])
    await sequencer.start()
    const { contracts } = network
    const source = { client: new L1Client({ urls: [network.l1.url] }), contracts }
    const folder = join(network.folder, 'ranger-process')
    mkdirSync(folder)
    const ranger = await NodeProcess.start({
      role: 'ranger',
      folder,
      arguments: [
        ...['--role', 'ranger', '--profile', 'dev', '--duties', 'all', '--data', folder],
        ...['--l1-url', network.l1.url],
        ...['--l1-contracts', join(network.folder, 'contracts.json')],
        ...['--witness-url', new URL(sequencer.rpc.url).origin],
      ],
      environment: { MVM_RANGER_KEY: network.users.at(-1)?.privateKey as string },
      signal: new AbortController().signal,
    })
    try {
      const game = () => readGame(source, 0).catch(() => null)
      const resolved = async () => (await game())?.isResolved === true
      await waitFor('the dispute to be resolved', resolved, { timeoutMs: 200_000 })
      const { phase, blockNumber, segment, stateBatchIndex, defender } = await readGame(source, 0)
      expect({ phase, blockNumber, segment }).toMatchObject({
        ...{ phase: 'challenger-won', blockNumber: 1 },
        // BLOCK_BEGIN, which reads the origin.
        segment: { round: ROUNDS, position: 0 },
      })
      expect(defender).not.toBeNull()
      const standing = await readStateBatchStanding(source, network.dac.chainId, stateBatchIndex)
      expect(standing.isLive).toBe(false)
      // The ranger knows how its own game has ended.
      const report = () => new JsonRpc(ranger.rpcUrl).call<RangerReport>('mvm_rangerStatus')
      const isTold = async () => (await report()).disputes.some(({ stage }) => stage === 'won')
      await waitFor('the ranger to say that it has won', isTold)
    } finally {
      await ranger.stop()
    }
  })
})
