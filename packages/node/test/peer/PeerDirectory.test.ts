import { encodeSetEndpoint, L1Client } from '@mvm/l1'
import { type Address, asAddress, type Hex } from '@mvm/protocol'
import { AbiCoder } from 'ethers'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { PeerDirectory } from '../../src/peer/PeerDirectory.ts'
import { sendToL1 } from '../support/sendToL1.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

const [one, two, three] = devnetAccounts().sequencers as [
  DevnetAccount,
  DevnetAccount,
  DevnetAccount,
]
const self = asAddress(`0x${'5e'.repeat(20)}`)

let network: TestNetwork
beforeAll(async () => {
  network = await TestNetwork.start({ sequencerCount: 3 })
}, 120_000)
afterAll(() => network?.stop())

function setEndpoint({ privateKey }: DevnetAccount, data: Hex): Promise<unknown> {
  return sendToL1(network.l1, privateKey, [{ to: network.contracts.sequencerPool, data }])
}

/** Bytes where a text is wanted. */
function encodeBytes(bytes: Hex): Hex {
  const value = AbiCoder.defaultAbiCoder().encode(['bytes'], [bytes])
  return `${encodeSetEndpoint('').slice(0, 10)}${value.slice(2)}` as Hex
}

test('an account of which nothing can be made is left out, and told of once', async () => {
  await setEndpoint(one, encodeBytes('0xff00fe'))
  await setEndpoint(two, encodeSetEndpoint('ws://127.0.0.1:7002'))
  await setEndpoint(three, encodeSetEndpoint('ws://127.0.0.1:7003'))

  const peers = new Map<Address, string>()
  const client = new L1Client({ urls: [network.l1.url] })
  const lines: { account?: string; level: number }[] = []
  let head = await client.block('latest')
  const directory = new PeerDirectory({
    source: { client, contracts: network.contracts },
    l1: {
      get head() {
        return head as NonNullable<typeof head>
      },
    },
    network: {
      self,
      setPeer: (account, url) => {
        if (account === two.address) throw new Error('what no URL check has foreseen')
        const isNew = peers.get(account) !== url
        peers.set(account, url)
        return isNew
      },
      removePeer: (account) => peers.delete(account),
    },
    logger: pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }),
  })
  const ending = new AbortController()
  let hasEnded = false
  const running = directory.run(ending.signal).finally(() => {
    hasEnded = true
  })
  await waitFor('the one that can be reached', () => peers.size > 0)

  // The same is read again, and something new with it.
  await setEndpoint(three, encodeSetEndpoint('ws://127.0.0.1:7004'))
  head = await client.block('latest')
  await waitFor('its move', () => peers.get(three.address) === 'ws://127.0.0.1:7004')
  expect([...peers.keys()]).toEqual([three.address])
  const warned = lines.filter(({ level }) => level >= 40).map(({ account }) => account)
  expect(warned.toSorted()).toEqual([one.address, two.address].toSorted())

  await setEndpoint(one, encodeSetEndpoint('ws://127.0.0.1:7001'))
  head = await client.block('latest')
  await waitFor('the one that has found its words', () => peers.has(one.address))
  await setEndpoint(one, encodeBytes('0xff00fe'))
  head = await client.block('latest')
  await waitFor('its end', () => !peers.has(one.address))
  expect(hasEnded).toBe(false)
  ending.abort()
  await running
}, 60_000)
