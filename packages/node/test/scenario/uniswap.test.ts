import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Trade, tradeOnUniswap } from '../dapp/tradeOnUniswap.ts'
import type { RpcBlock } from '../support/JsonRpc.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { startFollower } from '../support/startFollower.ts'
import { waitFor } from '../support/waitFor.ts'

/** The devnet's promise. */
const SAFE_WITHIN_S = 10

describe('a dApp that knows nothing of this project', () => {
  let devnet: TestDevnet
  let trade: Trade
  beforeAll(async () => {
    devnet = await startDevnet()
  })
  afterAll(() => devnet?.stop())

  it('deploys tokens and Uniswap v2, adds liquidity, swaps and reads its logs', async () => {
    const { dacs, accounts } = devnet.description
    trade = await tradeOnUniswap(dacs[0]?.rpcUrl as string, accounts[1]?.privateKey as string)
    expect(trade).toMatchObject({ swapEvents: 1, transferEvents: 3 })
    // x · y = k less 0.3 %, as the published contracts compute it for 1 in 1000 to 2000.
    expect(trade.amountOut).toBe(1_992_013_962_079_806_432n)
    const sorted = [...trade.reserves].sort((a, b) => (a < b ? -1 : 1))
    expect(sorted).toEqual([1_001n * 10n ** 18n, 2_000n * 10n ** 18n - trade.amountOut])
  })

  it('has all of it safe within ten seconds', async () => {
    const rpc = devnet.dac()
    const safe = await waitFor('the last block to be safe', async () => {
      const block = await rpc.block('safe')
      return Number(block?.number) >= trade.lastBlockNumber && block
    })
    expect(safe.hash).toBe((await rpc.block(Number(safe.number)))?.hash)
    const sealed = await rpc.block(trade.lastBlockNumber)
    expect(sealed?.hash).toBe(trade.lastBlockHash)
    const batch = await rpc.call<{ l1BlockNumber: string }>('mvm_batchByBlock', sealed?.number)
    const l1Block = await devnet.l1.block(Number(batch.l1BlockNumber))
    // By L1's clock, so that a slow test machine does not count.
    const seconds = Number(l1Block?.timestamp) - Number(sealed?.timestamp)
    console.info(`the last block of the trade was on L1 after ${seconds} s`)
    expect(seconds).toBeLessThanOrEqual(SAFE_WITHIN_S)
  })

  it('is the same at every height for a follower that starts from nothing and asks L1 only', async () => {
    const { slug } = devnet.description.dacs[0] as { readonly slug: string }
    const sinceMs = Date.now()
    const { node, stop } = await startFollower(devnet, slug)
    try {
      const isDerived = async () =>
        Number((await node.rpc.block('safe'))?.number) >= trade.lastBlockNumber
      await waitFor('the follower to derive the trade', isDerived)
      console.info(`a new follower had derived it after ${Date.now() - sinceMs} ms`)
      const [derived, sealed] = await Promise.all(
        [node.rpc, devnet.dac()].map((rpc) => rpc.blocks(0, trade.lastBlockNumber)),
      )
      const roots = (blocks: RpcBlock[] | undefined) =>
        blocks?.map(({ hash, stateRoot }) => ({ hash, stateRoot }))
      expect(roots(derived)).toEqual(roots(sealed))
      expect(derived).toEqual(sealed)
      expect(new Set(roots(derived)?.map(({ stateRoot }) => stateRoot)).size).toBe(
        trade.lastBlockNumber + 1,
      )
    } finally {
      await stop()
    }
  })
})
