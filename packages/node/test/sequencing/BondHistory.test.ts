import { type BondLog, L1Client, readBondLogs } from '@mvm/l1'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BondHistory } from '../../src/sequencing/BondHistory.ts'
import { TestNetwork } from '../support/TestNetwork.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await TestNetwork.start({ sequencerCount: 3 })
})
afterAll(() => network?.stop())

/** A client that tells from which L1 block on logs are asked for. */
function countingClient() {
  const asked: number[] = []
  const client = new L1Client({
    urls: [network.l1.url],
    fetch: (url, init) => {
      for (const { method, params } of [JSON.parse(String(init?.body))].flat()) {
        if (method === 'eth_getLogs') asked.push(Number(params[0].fromBlock))
      }
      return fetch(url, init)
    },
  })
  return { source: { client, contracts: network.contracts }, asked }
}

test('the changes of a DAC’s bonds are read once when they are old, and those of a fork are forgotten', async () => {
  const { chainId } = network.dac
  const from = network.contracts.deploymentBlock
  const { source, asked } = countingClient()
  const bonds = new BondHistory(chainId, from)
  const all = (to: number): Promise<BondLog[]> => readBondLogs(source, chainId, { from, to })
  const head = () => network.l1.blockNumber()
  await network.l1.call('evm_setIntervalMining', 0)
  const fork = await network.l1.call<string>('evm_snapshot')
  const first = await head()
  expect(await bonds.changes(source, first)).toEqual(await all(first))
  expect((await all(first)).length).toBeGreaterThan(0)

  await network.l1.call('anvil_mine', '0x64')
  const second = await head()
  const whole = await all(second)
  asked.length = 0
  expect(await bonds.changes(source, second)).toEqual(whole)
  expect(await bonds.changes(source, second)).toEqual(whole)
  expect(asked[0]).toBe(from)
  // From the first block on that a reorganisation may take away.
  expect(asked[1]).toBe(second - 63)
  expect(await bonds.changes(source, first)).toEqual(await all(first))

  // A fork that is deeper than what is read each time.
  await network.l1.call('evm_revert', fork)
  await network.l1.call('anvil_mine', '0x65')
  const third = await head()
  asked.length = 0
  expect(await bonds.changes(source, third)).toEqual(await all(third))
  expect(asked[0]).toBe(from)
})
