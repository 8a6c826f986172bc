import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { L1Client, readDisputes } from '@mvm/l1'
import { type Address, outputRoot } from '@mvm/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { firstDispute } from './firstDispute.ts'

describe('a ranger beside a sequencer that lies', () => {
  let network: TestNetwork
  afterEach(() => network?.stop())

  async function startSequencer(options: readonly string[]): Promise<TestNode> {
    network = await TestNetwork.start()
    const sequencer = await network.sequencer(network.l1.url, options)
    await sequencer.start()
    return sequencer
  }

  it('disputes the block from which a transaction in the payload was left out', async () => {
    const sequencer = await startSequencer(['--fault', 'skipped-transaction'])
    const { rpc } = sequencer
    const [user, other] = network.users
    if (user === undefined || other === undefined) throw new Error('there are no users')
    await waitFor('the user to have MT', async () => {
      return (await rpc.balance(user.address)) > 0n
    })
    const { chainId } = network.dac
    const firstNonce = Number(await rpc.call('eth_getTransactionCount', user.address, 'latest'))
    const { privateKey } = user
    // To somebody else, then to itself: the fault is about the latter only.
    const options = { chainId, privateKey, count: 1 }
    const [honest] = signTransfers({ ...options, firstNonce, to: other.address })
    const [leftOut] = signTransfers({ ...options, firstNonce: firstNonce + 1 })
    await rpc.call('eth_sendRawTransaction', honest?.raw)
    await waitFor('the first transfer', () => rpc.call('eth_getTransactionReceipt', honest?.hash))
    const before = Number(await rpc.call('eth_blockNumber'))
    await rpc.call('eth_sendRawTransaction', leftOut?.raw)
    await waitFor('the next block', async () => Number(await rpc.call('eth_blockNumber')) > before)

    const { dispute, events, onL1 } = await firstDispute(network, sequencer)
    expect(dispute).toMatchObject({ chainId, blockNumber: before + 1 })
    const { blockNumber, claimedRoot, ownRoot: challengerRoot } = dispute
    expect(onL1).toMatchObject([{ blockNumber, claimedRoot, challengerRoot }])
    const agreed = await rpc.call<{ outputRoot: string }>(
      'optimism_outputAtBlock',
      `0x${before.toString(16)}`,
    )
    expect(outputRoot(dispute.agreed)).toBe(agreed.outputRoot)
    expect(events.find(({ kind }) => kind === 'different')).toMatchObject({
      fields: expect.arrayContaining(['transactionsRoot', 'gasUsed']),
    })
    // The dead node is asked first, each time; all else goes well.
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['witness-failed', 'equal', 'deriving', 'different', 'disputed']),
    )
    expect(await rpc.call('eth_getTransactionReceipt', leftOut?.hash)).toBeNull()
  })

  it('opens a dispute as a process of its own, and not again after it was killed', async () => {
    const sequencer = await startSequencer(['--fault', 'wrong-origin'])
    const { chainId } = network.dac
    const { contracts } = network
    const client = new L1Client({ urls: [network.l1.url] })
    const folder = join(network.folder, 'ranger-process')
    mkdirSync(folder)
    const key = network.users.at(-1)?.privateKey as string
    const startRanger = () =>
      NodeProcess.start({
        role: 'ranger',
        folder,
        arguments: [
          ...['--role', 'ranger', '--profile', 'dev', '--duties', 'all', '--data', folder],
          ...['--l1-url', network.l1.url],
          ...['--l1-contracts', join(network.folder, 'contracts.json')],
          ...['--witness-url', new URL(sequencer.rpc.url).origin],
        ],
        environment: { MVM_RANGER_KEY: key },
        signal: new AbortController().signal,
      })
    const onL1 = () => readDisputes({ client, contracts }, chainId)
    const first = await startRanger()
    // In the middle of whatever it is doing.
    await waitFor('the commitment or the dispute', async () => {
      const nonce = await network.l1.nonce(network.users.at(-1)?.address as Address, 'latest')
      return nonce > 0
    })
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const second = await startRanger()
    try {
      await waitFor('the dispute', async () => (await onL1()).length > 0, { timeoutMs: 60_000 })
      const head = Number(await network.l1.call('eth_blockNumber'))
      await waitFor('some more blocks of L1', async () => {
        return Number(await network.l1.call('eth_blockNumber')) > head + 5
      })
      expect(await onL1()).toMatchObject([{ chainId, blockNumber: 1 }])
      const body = { jsonrpc: '2.0', id: 1, method: 'mvm_rangerStatus', params: [] }
      const status = async () => {
        const answer = await fetch(second.rpcUrl, { method: 'POST', body: JSON.stringify(body) })
        return ((await answer.json()) as { result: { disputes: unknown[] } }).result
      }
      expect(await status()).toMatchObject({
        account: network.users.at(-1)?.address,
        disputes: expect.arrayContaining([
          expect.objectContaining({ blockNumber: '0x1', stage: expect.stringMatching(/^open/) }),
        ]),
      })
      const ready = await fetch(`${second.rpcUrl}/readyz`)
      expect(ready.status).toBe(200)
      const metrics = await (await fetch(`${second.rpcUrl}/metrics`)).text()
      expect(metrics).toMatch(/^mvm_ranger_l1_block [1-9]\d*$/m)
    } finally {
      await second.stop()
    }
  })

  it('disputes block 1 where it executes a deposit that L1 does not have', async () => {
    const sequencer = await startSequencer(['--fault', 'invented-transaction'])
    const { dispute } = await firstDispute(network, sequencer)
    expect(dispute.blockNumber).toBe(1)
    // The liar shows what it believes in: as many transactions as receipts.
    const { rpc } = sequencer
    const block = await rpc.call<{ transactions: { type: string }[] }>(
      'eth_getBlockByNumber',
      '0x1',
      true,
    )
    const receipts = await rpc.call<unknown[]>('eth_getBlockReceipts', '0x1')
    expect(block.transactions).toHaveLength(receipts.length)
    expect(block.transactions.filter(({ type }) => type === '0x7e').length).toBeGreaterThan(1)
  })
})
