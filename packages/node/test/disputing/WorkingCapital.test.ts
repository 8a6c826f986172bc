import { L1Client } from '@mvm/l1'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { WorkingCapital } from '../../src/disputing/WorkingCapital.ts'
import { NodeMetrics } from '../../src/role/NodeMetrics.ts'
import { TestNetwork } from '../support/TestNetwork.ts'

const FINNEY = 10n ** 15n
let network: TestNetwork
beforeAll(async () => {
  network = await TestNetwork.start()
})
afterAll(() => network?.stop())

it('warns when the account cannot pay for as many games as it should, and says when it can again', async () => {
  const { address } = network.users.at(-1) as DevnetAccount
  const { contracts } = network
  const { signal } = new AbortController()
  const told: string[] = []
  const tell = (level: string) => (facts: object) => {
    told.push(`${level} ${JSON.stringify(facts)}`)
  }
  const capital = new WorkingCapital({
    source: { client: new L1Client({ urls: [network.l1.url] }), contracts },
    ...{ account: address, games: 3, playing: () => [], sharesBond: false },
    logger: { info: tell('info'), warn: tell('warn'), error: tell('error') } as never,
  })
  const metrics = new NodeMetrics()
  metrics.showCapital(() => capital.status)
  expect(await metrics.metrics()).not.toContain('mvm_node_games_affordable{')
  const has = async (wei: bigint) => {
    await network.l1.call('anvil_setBalance', address, `0x${wei.toString(16)}`)
    return capital.look(signal)
  }
  // A game is a bond of 100 finney and a third of that for gas.
  expect(await has(400n * FINNEY)).toMatchObject({ affordableGames: 3, unpaidGames: 0 })
  expect(told).toEqual([])
  expect(await has(399n * FINNEY)).toMatchObject({ affordableGames: 2 })
  expect(await has(100n * FINNEY)).toMatchObject({ affordableGames: 0 })
  expect(told).toEqual([expect.stringMatching(/^warn .*"affordableGames":2.*"balanceEth":"0.399"/)])
  const lines = (await metrics.metrics()).split('\n')
  expect(lines).toContain(`mvm_node_games_affordable{account="${address}"} 0`)
  expect(lines).toContain(`mvm_node_games_unpaid{account="${address}"} 0`)
  expect(lines).toContain(`mvm_node_capital_wei{account="${address}"} 100000000000000000`)
  await has(1_000n * FINNEY)
  expect(told[1]).toMatch(/^info /)
})

it('counts one bond for all games of an asserter, and the gas of each', async () => {
  const { address } = network.users.at(-1) as DevnetAccount
  const { signal } = new AbortController()
  const ignore = () => undefined
  const capital = new WorkingCapital({
    source: { client: new L1Client({ urls: [network.l1.url] }), contracts: network.contracts },
    ...{ account: address, games: 3, playing: () => [], sharesBond: true },
    logger: { info: ignore, warn: ignore, error: ignore } as never,
  })
  const has = async (wei: bigint) => {
    await network.l1.call('anvil_setBalance', address, `0x${wei.toString(16)}`)
    return capital.look(signal)
  }
  // 100 finney, and 33.3 for each game.
  expect(await has(200n * FINNEY)).toMatchObject({ affordableGames: 3 })
  expect(await has(199n * FINNEY)).toMatchObject({ affordableGames: 2 })
  const { affordableGames, needed } = await has(99n * FINNEY)
  expect(affordableGames).toBe(0)
  expect(needed).toBe(100n * FINNEY + 3n * ((100n * FINNEY) / 3n))
})
