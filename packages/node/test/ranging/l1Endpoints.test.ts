import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { L1Client } from '@mvm/l1'
import { asHash, type Hex } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { NodeProcess } from '../../src/devnet/NodeProcess.ts'
import { L1Agreement, type L1Disagreement } from '../../src/ranging/L1Agreement.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { L1Proxy } from '../support/L1Proxy.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

describe('a ranger with several L1 endpoints', () => {
  let network: TestNetwork
  beforeAll(async () => {
    network = await TestNetwork.start({ rangerCount: 1 })
  })
  afterAll(() => network?.stop())

  const { signal } = new AbortController()

  it('goes on with the next one where the first is away from the start, and the second later', async () => {
    const sequencer = await network.sequencer()
    await sequencer.start()
    const asked: string[] = []
    let isAway = false
    const proxy = await L1Proxy.start(network.l1.url, (body) => {
      asked.push(body)
      return isAway
    })
    const folder = join(network.folder, 'ranger')
    mkdirSync(folder)
    const ranger = await NodeProcess.start({
      role: 'ranger',
      folder,
      arguments: [
        ...['--role', 'ranger', '--profile', 'dev', '--duties', 'all', '--data', folder],
        ...['--l1-url', `http://127.0.0.1:1,${proxy.url},${network.l1.url}`],
        ...['--l1-contracts', join(network.folder, 'contracts.json')],
        ...['--witness-url', new URL(sequencer.rpc.url).origin],
      ],
      environment: { MVM_RANGER_KEY: devnetAccounts().rangers[0]?.privateKey as string },
      signal,
    })
    try {
      const rpc = new JsonRpc(ranger.rpcUrl)
      const status = () => rpc.call<{ l1BlockNumber: Hex; checkedBlocks: Hex }>('mvm_rangerStatus')
      await waitFor('a checked block', async () => Number((await status()).checkedBlocks) > 0)
      expect(asked.length).toBeGreaterThan(0)
      isAway = true
      const { l1BlockNumber } = await status()
      await waitFor('L1 to be followed further', async () => {
        return Number((await status()).l1BlockNumber) > Number(l1BlockNumber) + 5
      })
      const metrics = await (await fetch(`${ranger.rpcUrl}/metrics`)).text()
      expect(metrics).toMatch(/^mvm_ranger_l1_disagreements 0$/m)
    } finally {
      await ranger.stop()
      await proxy.stop()
    }
  })

  it('hears of one that tells another chain, and nothing of one that is away or behind', async () => {
    const away = 'http://127.0.0.1:1'
    const head = await network.l1.blockNumber()
    let forged = `0x${'ee'.repeat(32)}`
    const other = await L1Proxy.start(network.l1.url, () => false)
    const client = new L1Client({
      urls: [network.l1.url, away, other.url],
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        if (!String(url).startsWith(other.url)) return response
        const text = await response.text()
        return new Response(text.replace(/"hash":"0x[0-9a-f]{64}"/g, `"hash":"${forged}"`))
      },
    })
    const followed = (await network.l1.block(head - 8))?.hash as Hex
    const told: L1Disagreement[] = []
    const agreement = new L1Agreement({
      client,
      blockHash: (number) => (number === head - 8 ? asHash(followed) : undefined),
      onDisagreement: (disagreement) => told.push(disagreement),
    })
    await agreement.noteHead(head, signal)
    expect(told).toEqual([{ url: other.url, l1BlockNumber: head - 8, followed, told: forged }])
    expect(agreement.disagreeing).toEqual([other.url])
    // Not asked at each block; and asked again, it agrees.
    forged = followed
    await agreement.noteHead(head + 1, signal)
    expect(agreement.disagreeing).toEqual([other.url])
    const again = new L1Agreement({
      client,
      blockHash: () => asHash(followed),
      onDisagreement: (disagreement) => told.push(disagreement),
    })
    await again.noteHead(head, signal)
    expect(again.disagreeing).toEqual([])
    // A block that none of them has yet.
    await again.noteHead(head + 1_000, signal)
    expect(again.disagreeing).toEqual([])
    expect(told).toHaveLength(1)
    await other.stop()
  })
})
