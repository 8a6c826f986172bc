import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EpochClock, epochAt, L1Client, readEpochClock, readSequencerStanding } from '@mvm/l1'
import { asHash, type BlockHash, type L1BlockHash, sealDigest } from '@mvm/protocol'
import { type EntryBody, sealSignerFromKey } from '@mvm/sequencer'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevnetAccount, devnetAccounts } from '../../src/devnet/devnetAccounts.ts'
import { PeerNetwork } from '../../src/peer/PeerNetwork.ts'
import { L1Proxy } from '../support/L1Proxy.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'

const L1_CHAIN_ID = 31_337
const [first, second, liar] = devnetAccounts().sequencers as unknown as readonly DevnetAccount[]

let network: TestNetwork
let proxy: L1Proxy
let isL1ReadOnly = true
let honest: TestNode
let late: TestNode
let clock: EpochClock
let peers: PeerNetwork
let bond: () => Promise<bigint>

beforeAll(async () => {
  network = await TestNetwork.start({
    sequencerCount: 3,
    parameters: { epochLength: 8, takeoverBlocks: 2 },
  })
  const client = new L1Client({ urls: [network.l1.url] })
  const { contracts, dac } = network
  clock = await readEpochClock({ client, contracts })
  proxy = await L1Proxy.start(
    network.l1.url,
    (body) => isL1ReadOnly && body.includes('eth_sendRawTransaction'),
  )
  const urls = await network.peerUrls()
  honest = await network.member(0, { peers: urls, l1Url: proxy.url })
  late = await network.member(1, { peers: urls })
  await Promise.all([honest, late].map((node) => node.start()))
  // A real member of the committee, whose key this process has.
  peers = await PeerNetwork.start({
    signer: sealSignerFromKey(liar?.privateKey as `0x${string}`),
    ...{ l1ChainId: L1_CHAIN_ID, host: '127.0.0.1', port: Number(new URL(urls[2] as string).port) },
    peers: new Map(
      [first, second].map((account, i) => [account?.address as never, urls[i] as string]),
    ),
    logger: pino({ level: 'silent' }),
  })
  bond = async () => {
    const source = { client, contracts }
    const address = liar?.address as DevnetAccount['address']
    return (await readSequencerStanding(source, dac.chainId, address)).bond
  }
  await waitFor(
    'all to be drawn from',
    async () => epochAt(clock, await network.l1.blockNumber()) >= 4,
    { timeoutMs: 120_000 },
  )
}, 240_000)

afterAll(async () => {
  await peers?.close()
  await network?.stop()
  await proxy?.stop()
})

test('a sequencer that seals two blocks on one parent loses its bond through the report of another, even one that is killed meanwhile', async () => {
  expect(await bond()).toBeGreaterThan(0n)
  const [one, other] = await twoSeals()
  const isFound = async () => {
    await show(first, one, other)
    return log(honest).includes('two blocks on one parent')
  }
  await waitFor('the evidence', isFound, { intervalMs: 500 })
  expect(await bond()).toBeGreaterThan(0n)

  await honest.kill()
  isL1ReadOnly = false
  await honest.start()
  await waitFor('the slashing', async () => (await bond()) === 0n)
  await waitFor('the outcome', async () => (await reports(honest)).includes('slashed'))
  expect(await reports(honest)).toBe('mvm_node_equivocation_reports_total{outcome="slashed"} 1')

  // The same again, and further blocks on that parent, change nothing.
  await show(first, one, other)
  await honest.kill()
  await honest.start()
  expect(await reports(honest)).toBe('')

  // Who sees it later finds that it is done.
  const isToldToo = async () => {
    await show(second, one, other)
    return (await reports(late)).includes('already-slashed')
  }
  await waitFor('the second report', isToldToo, { intervalMs: 500 })
}, 180_000)

/** Two blocks of the current epoch on the head, signed by the third sequencer. */
async function twoSeals(): Promise<readonly [EntryBody, EntryBody]> {
  const head = await waitFor('the head', () => honest.rpc.block('latest'))
  const origin = await waitFor('the origin', () => network.l1.block('latest'))
  const place = {
    number: Number(head.number) + 1,
    parentHash: asHash<BlockHash>(head.hash),
    originNumber: Number(origin.number),
    originHash: asHash<L1BlockHash>(origin.hash),
  }
  const epoch = epochAt(clock, place.originNumber - 2)
  const signer = sealSignerFromKey(liar?.privateKey as `0x${string}`)
  const domain = {
    l1ChainId: L1_CHAIN_ID,
    verifyingContract: network.contracts.sequencerPool,
  }
  const body = async (digit: string): Promise<EntryBody> => {
    const blockHash = asHash<BlockHash>(`0x${digit.repeat(64)}`)
    const seal = { chainId: network.dac.chainId, epoch, ...place, blockHash }
    const signature = await signer.sign(sealDigest(seal, domain))
    return {
      ...{
        kind: 'block',
        ...place,
        blockHash,
        timestamp: Number(head.timestamp),
        transactions: [],
      },
      seal: { epoch, sealer: signer.address, signature },
    }
  }
  return [await body('a'), await body('b')]
}

/** Sends blocks to one sequencer as one that is ahead would. */
async function show(to: DevnetAccount | undefined, ...bodies: readonly EntryBody[]): Promise<void> {
  const port = peers.portOf(network.dac.chainId)
  for (const body of bodies) {
    if (body.kind !== 'block') continue
    const parent = { position: 2 * body.number - 1, id: body.parentHash }
    const entry = { parent, tip: { position: 2 * body.number, id: body.blockHash }, body }
    const message = { kind: 'entries', entries: [entry] } as const
    port.send(to?.address as DevnetAccount['address'], { kind: 'committee', message })
  }
}

function log({ folder }: TestNode): string {
  return readFileSync(join(folder, 'node.log'), 'utf8')
}

/** What a node counts of its reports since it was started. */
async function reports({ rpc }: TestNode): Promise<string> {
  const response = await fetch(`${new URL(rpc.url).origin}/metrics`)
  const lines = (await response.text()).split('\n')
  return lines.filter((line) => line.startsWith('mvm_node_equivocation_reports_total{')).join('\n')
}
