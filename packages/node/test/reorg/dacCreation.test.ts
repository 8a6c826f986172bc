import { setTimeout as delay } from 'node:timers/promises'
import { contractInterface, encodeCreateDAC } from '@mvm/l1'
import { asAddress, type Charter } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { L1User } from '../support/L1User.ts'
import { signTransfers } from '../support/signTransfers.ts'
import type { TestNode } from '../support/TestNode.ts'
import { waitFor } from '../support/waitFor.ts'
import { ReorgNetwork } from './ReorgNetwork.ts'

const DEPOSIT = 10n ** 18n
const PACE_MS = 300

describe('an L1 reorganisation that takes a DAC back', () => {
  let reorgs: ReorgNetwork
  let l1User: L1User
  beforeAll(async () => {
    reorgs = await ReorgNetwork.start()
    const { l1, contracts, users } = reorgs.network
    l1User = new L1User(l1, contracts, users[6] as DevnetAccount)
    await l1User.approveBridge()
  })
  afterAll(() => reorgs?.stop())

  it('leaves the chain ID to the next DAC, of which every node then knows nothing else', async () => {
    const { network, miner } = reorgs
    const { account } = l1User
    await miner.hold()
    const old = await abandonDac(reorgs, l1User, 'short-lived')
    await createDac(reorgs, l1User, 'successor')
    await miner.mineOther()
    const chainId = await createdDac(reorgs)
    expect(chainId).toBe(old.chainId)
    miner.resume()
    await untilBonded(l1User, chainId)
    await l1User.deposit(chainId, account.address, 2n * DEPOSIT)

    const [sequencer, follower] = serving(reorgs, 'successor')
    for (const rpc of [sequencer, follower]) {
      await waitFor(`the successor at ${rpc.url}`, async () => {
        return (await rpc.balance(account.address)) === 2n * DEPOSIT
      })
    }
    for (const rpc of serving(reorgs, 'short-lived')) {
      await expect(rpc.blockNumber()).rejects.toThrow('serves no DAC')
    }
    const hash = await sequencer.send(await transfer(sequencer, chainId, account, 2n))
    const last = await untilSafe(follower, hash)
    expect(await follower.blocks(0, last)).toEqual(await sequencer.blocks(0, last))
    expect((await follower.transactions(1, last)).map((one) => one.hash)).not.toContain(old.hash)
    expect((await sequencer.block(1))?.hash).not.toBe(old.firstHash)
    const charter = await follower.call<{ readonly vision: string }>('mvm_getCharter')
    expect(charter.vision).toContain('successor')
    expect(network.dac.chainId).not.toBe(chainId)
  }, 240_000)

  it('costs no answered transaction when the same creation is mined again', async () => {
    const { miner } = reorgs
    await miner.hold()
    const old = await abandonDac(reorgs, l1User, 'returning')
    await createDac(reorgs, l1User, 'returning')
    await miner.mineOther()
    miner.resume()
    await untilBonded(l1User, old.chainId)
    await l1User.deposit(old.chainId, l1User.account.address, DEPOSIT)

    const [sequencer, follower] = serving(reorgs, 'returning')
    const last = await untilSafe(follower, old.hash)
    expect(await follower.blocks(0, last)).toEqual(await sequencer.blocks(0, last))
  }, 240_000)
})

interface AbandonedDac {
  readonly chainId: number
  /** Of its block 1. */
  readonly firstHash: string | undefined
  /** A transaction that it answered. */
  readonly hash: string
}

/** Lets both nodes serve a DAC that takes a deposit and a transaction, and L1 forget it. */
async function abandonDac(
  reorgs: ReorgNetwork,
  l1User: L1User,
  slug: string,
): Promise<AbandonedDac> {
  const { network, miner } = reorgs
  const { account } = l1User
  const snapshot = await network.l1.call<string>('evm_snapshot')
  await createDac(reorgs, l1User, slug)
  await miner.mine()
  const chainId = await createdDac(reorgs)
  await untilBonded(l1User, chainId, () => miner.mine())
  await l1User.deposit(chainId, account.address, DEPOSIT)
  for (const rpc of serving(reorgs, slug)) {
    await waitFor('the DAC to be served with a deposit', async () => {
      await miner.mine()
      await delay(PACE_MS)
      return (await rpc.balance(account.address)) === DEPOSIT
    })
  }
  const [sequencer] = serving(reorgs, slug)
  const hash = await sequencer.send(await transfer(sequencer, chainId, account))
  const firstHash = (await sequencer.block(1))?.hash
  expect(await network.l1.call('evm_revert', snapshot)).toBe(true)
  return { chainId, firstHash, hash }
}

/** A deposit before its sequencer allocated stake to the DAC would be parked. */
async function untilBonded(
  l1User: L1User,
  chainId: number,
  step: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await waitFor('the sequencer to be bonded', async () => {
    await step()
    await delay(PACE_MS)
    return l1User.isAdmitted(chainId, 2n * DEPOSIT)
  })
}

/** The RPC of a DAC at the sequencer and at the follower. */
function serving(
  { network, sequencer, follower }: ReorgNetwork,
  slug: string,
): readonly [JsonRpc, JsonRpc] {
  const rpcOf = ({ rpc }: TestNode) => new JsonRpc(rpc.url.replace(network.dac.slug, slug))
  return [rpcOf(sequencer), rpcOf(follower)]
}

async function createDac(
  { network: { contracts } }: ReorgNetwork,
  l1User: L1User,
  slug: string,
): Promise<void> {
  const charter = openCharter(slug, l1User.account)
  await l1User.send(contracts.comCo, encodeCreateDAC({ slug, charter, profile: 'dev' }))
}

/** The number of the block in which a transaction is safe. */
function untilSafe(rpc: JsonRpc, hash: string): Promise<number> {
  return waitFor(`${hash} to be safe at ${rpc.url}`, async () => {
    const [receipt] = await rpc.receipts([hash])
    const safe = Number((await rpc.block('safe'))?.number)
    return receipt && Number(receipt.blockNumber) <= safe && Number(receipt.blockNumber)
  })
}

function openCharter(slug: string, { address }: DevnetAccount): Charter {
  return {
    vision: `A place called ${slug}.`,
    mission: 'Let anyone transact.',
    permissions: [],
    taxrates: [],
    treasury: address,
    managementContract: address,
  }
}

async function transfer(
  rpc: JsonRpc,
  chainId: number,
  from: DevnetAccount,
  value = 1n,
): Promise<string> {
  const { privateKey, address } = from
  const firstNonce = await rpc.nonce(address)
  return signTransfers({ chainId, privateKey, firstNonce, count: 1, value })[0]?.raw as string
}

/** The chain ID of the DAC that the newest L1 block created. */
async function createdDac({ network: { l1, contracts } }: ReorgNetwork): Promise<number> {
  const [log] = await l1.call<{ topics: string[]; data: string; address: string }[]>(
    'eth_getLogs',
    {
      fromBlock: 'latest',
      address: contracts.comCo,
    },
  )
  expect(asAddress(log?.address as string)).toBe(contracts.comCo)
  const event = contractInterface('ComCo').parseLog(log as { topics: string[]; data: string })
  return Number(event?.args.chainId)
}
