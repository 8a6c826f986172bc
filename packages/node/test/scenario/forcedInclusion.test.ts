import { contractInterface, encodeAppendForced, encodeEnqueue } from '@mvm/l1'
import {
  type Address,
  asAddress,
  devParameters,
  type Hex,
  type L1BlockHash,
  type L1Contracts,
} from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { devnetContracts } from '../support/devnetContracts.ts'
import { isAlive } from '../support/processTree.ts'
import { sendToL1, whyL1Reverts } from '../support/sendToL1.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { waitFor } from '../support/waitFor.ts'

const VALUE = 123_456_789n
const { forcedInclusionDelay } = devParameters

interface Status {
  readonly state: 'waiting' | 'forcible' | 'included'
  readonly enqueuedAtL1Block: string
  readonly forcibleFromL1Block: string
  readonly blockNumber: string | null
  readonly transactionHash: string | null
}

describe('a user whom the sequencer ignores', () => {
  let devnet: TestDevnet
  let contracts: L1Contracts
  let chainId: number
  let user: DevnetAccount
  let anybody: DevnetAccount

  beforeAll(async () => {
    devnet = await startDevnet()
    contracts = devnetContracts(devnet.description)
    chainId = devnet.description.dacs[0]?.chainId as number
    user = devnet.accounts[4] as DevnetAccount
    anybody = devnet.accounts[5] as DevnetAccount
  })
  afterAll(() => devnet?.stop())

  /** Enqueues a transfer on L1 and returns its place in the queue. */
  async function enqueue(to: Address): Promise<number> {
    const data = encodeEnqueue({ chainId, to, value: VALUE, gasLimit: 100_000n, data: '0x' })
    const call = { to: contracts.canonicalTransactionChain, data }
    const [receipt] = await sendToL1(devnet.l1, user.privateKey, [call])
    const ctc = contractInterface('CanonicalTransactionChain')
    const log = receipt?.logs.find(({ address }) => asAddress(address) === call.to)
    return Number(log && ctc.parseLog(log)?.args.queueIndex)
  }

  const status = (queueIndex: number) =>
    devnet
      .follower()
      .call<Status | null>('mvm_forceInclusionStatus', `0x${queueIndex.toString(16)}`)

  it('gets in through L1 within the forced delay', async () => {
    const recipient = asAddress(`0x${'f1'.repeat(20)}`)
    const before = await devnet.dac().balance(user.address)
    const queueIndex = await enqueue(recipient)
    const included = await waitFor('the element to be included', async () => {
      const now = await status(queueIndex)
      return now?.state === 'included' && now
    })
    const batch = await devnet
      .follower()
      .call<{ l1BlockNumber: string }>('mvm_batchByBlock', included.blockNumber)
    const waited = Number(batch.l1BlockNumber) - Number(included.enqueuedAtL1Block)
    console.info(`included ${waited} L1 blocks after it was enqueued`)
    expect(waited).toBeLessThanOrEqual(forcedInclusionDelay + 1)
    for (const rpc of [devnet.dac(), devnet.follower()]) {
      expect(await rpc.balance(recipient)).toBe(VALUE)
      // A deposit pays neither gas nor l1Fee on L2: the gas is burned on L1.
      expect(await rpc.balance(user.address)).toBe(before - VALUE)
      expect(await rpc.call('eth_getTransactionReceipt', included.transactionHash)).toMatchObject({
        status: '0x1',
        type: '0x7e',
        inclusion: 'deposit',
        l1Fee: '0x0',
      })
    }
  })

  it('gets in when the sequencer is dead, appended by anybody', async () => {
    const sequencer = devnet.description.nodes.find(({ role }) => role === 'sequencer')
    process.kill(sequencer?.pid as number, 'SIGKILL')
    await waitFor('the sequencer to be gone', () => !isAlive(sequencer?.pid as number))

    const recipient = asAddress(`0x${'f2'.repeat(20)}`)
    const queueIndex = await enqueue(recipient)
    const waiting = await waitFor('the follower to see the element', () => status(queueIndex))
    expect(waiting.state).toBe('waiting')
    expect(Number(waiting.forcibleFromL1Block)).toBe(
      Number(waiting.enqueuedAtL1Block) + forcedInclusionDelay + 1,
    )
    const call = async () => {
      const origin = await devnet.l1.block('latest')
      const originHash = origin?.hash as L1BlockHash
      const data: Hex = encodeAppendForced({
        chainId,
        originNumber: Number(origin?.number),
        originHash,
      })
      return { to: contracts.canonicalTransactionChain, data }
    }
    expect(await whyL1Reverts(devnet.l1, anybody.address, await call())).toMatchObject({
      errorName: 'NothingOverdue',
    })
    await devnet.l1.call('anvil_mine', `0x${(forcedInclusionDelay + 1).toString(16)}`)
    await waitFor('the element to be forcible', async () => {
      return (await status(queueIndex))?.state === 'forcible'
    })
    expect(await devnet.follower().balance(recipient)).toBe(0n)

    await sendToL1(devnet.l1, anybody.privateKey, [await call()])
    await waitFor('the follower to show the effect', async () => {
      return (await devnet.follower().balance(recipient)) === VALUE
    })
    const included = await waitFor('the element to be included', async () => {
      const now = await status(queueIndex)
      return now?.state === 'included' && now
    })
    expect(await devnet.follower().call('mvm_batchByBlock', included.blockNumber)).toMatchObject({
      isForced: true,
      blockCount: '0x1',
      sequencer: anybody.address,
    })
    const head = await devnet.follower().block('latest')
    expect((await devnet.follower().block('safe'))?.hash).toBe(head?.hash)
    expect(devnet.stderr()).toContain(`the sequencer (process ${sequencer?.pid}) has ended`)
  })
})
