import { afterAll, afterEach, expect, test } from 'vitest'
import { signTransfers } from '../support/signTransfers.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'
import { tempFolder } from '../support/tempFolder.ts'
import { waitFor } from '../support/waitFor.ts'

const SEQUENCERS = 3
const TRANSFERS = 3

let devnet: TestDevnet | undefined
const folder = tempFolder('restarted')

afterEach(() => devnet?.stop())
afterAll(() => folder.remove())

async function start(): Promise<TestDevnet> {
  devnet = await startDevnet({ folder: `${folder.path}/kept`, sequencers: SEQUENCERS })
  return devnet
}

/** Has transfers sealed one after the other, which L1 cannot all show yet when the last one has its receipt. */
async function transfer({ description, accounts, dac }: TestDevnet): Promise<readonly string[]> {
  const [account] = accounts
  const transfers = signTransfers({
    chainId: description.dacs[0]?.chainId as number,
    privateKey: account?.privateKey as `0x${string}`,
    firstNonce: await dac().nonce(account?.address as string),
    count: TRANSFERS,
  })
  for (const { raw, hash } of transfers) {
    await dac().send(raw)
    await waitFor('a receipt', async () => (await dac().receipts([hash]))[0])
  }
  return transfers.map(({ hash }) => hash)
}

async function expectSafe({ dac, follower }: TestDevnet, hashes: readonly string[]): Promise<void> {
  for (const rpc of [dac(), follower()]) {
    await waitFor(
      `the transfers to be safe at ${rpc.url}`,
      async () => {
        const safe = Number((await rpc.block('safe'))?.number)
        const receipts = await rpc.receipts(hashes)
        return receipts.every((receipt) => receipt !== null && Number(receipt.blockNumber) <= safe)
      },
      { timeoutMs: 60_000 },
    )
  }
}

test('a devnet that is ended, and one that is killed, brings what it had sealed onto L1 after its next start', async () => {
  const first = await start()
  const beforeEnd = await transfer(first)
  expect(await first.stop()).toBe(0)

  const second = await start()
  await expectSafe(second, beforeEnd)
  const beforeKill = await transfer(second)
  await second.kill()

  // L1 may have lost the blocks of its last second.
  const third = await start()
  await expectSafe(third, [...beforeEnd, ...beforeKill])
}, 400_000)
