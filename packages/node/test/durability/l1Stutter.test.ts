import { encodeContractCall } from '@mvm/l1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { L1Proxy } from '../support/L1Proxy.ts'
import { signTransfers } from '../support/signTransfers.ts'
import { TestNetwork } from '../support/TestNetwork.ts'
import { waitFor } from '../support/waitFor.ts'

/** Longer than the L1 client tries by itself. */
const REFUSED_MS = 4_000

describe('a sequencer whose L1 does not answer while it opens a DAC', () => {
  let network: TestNetwork
  let proxy: L1Proxy | undefined
  beforeAll(async () => {
    network = await TestNetwork.start()
  })
  afterAll(async () => {
    await network?.stop()
    await proxy?.stop()
  })

  it('waits for it instead of giving the DAC up', async () => {
    const { dac, users } = network
    const asked = encodeContractCall('SequencerPool', 'threshold', [dac.chainId])
    let firstAskedMs: number | undefined
    let refusals = 0
    proxy = await L1Proxy.start(network.l1.url, (body) => {
      if (!body.includes(asked)) return false
      firstAskedMs ??= Date.now()
      if (Date.now() - firstAskedMs > REFUSED_MS) return false
      refusals++
      return true
    })
    const sequencer = await network.sequencer(proxy.url)
    await sequencer.start()
    const { rpc } = sequencer
    const user = users[0] as DevnetAccount
    await waitFor('the deposits', async () => (await rpc.balance(user.address)) > 0n)
    expect(refusals).toBeGreaterThan(4)
    const [transfer] = signTransfers({
      chainId: dac.chainId,
      privateKey: user.privateKey,
      firstNonce: await rpc.nonce(user.address),
      count: 1,
    })
    const hash = await rpc.send(transfer?.raw as string)
    await waitFor('the transaction', async () => (await rpc.receipts([hash]))[0])
  }, 120_000)
})
