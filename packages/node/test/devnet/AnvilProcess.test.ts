import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { AnvilProcess } from '../../src/devnet/AnvilProcess.ts'
import { freePort } from '../../src/devnet/freePort.ts'
import { JsonRpc } from '../support/JsonRpc.ts'
import { tempFolder } from '../support/tempFolder.ts'
import { waitFor } from '../support/waitFor.ts'

const ACCOUNT = `0x${'ab'.repeat(20)}`
const BALANCE = 7n ** 20n

describe('an anvil that keeps its state', () => {
  const folder = tempFolder('anvil')
  let anvil: AnvilProcess | undefined
  afterEach(() => anvil?.stop())
  afterAll(() => folder.remove())

  async function start(): Promise<JsonRpc> {
    const signal = new AbortController().signal
    const port = await freePort(0, 'any')
    anvil = await AnvilProcess.start({
      ...{ folder: folder.path, port, chainId: 31_337, blockTimeS: 1, signal },
    })
    return new JsonRpc(anvil.rpcUrl)
  }

  /** What BLOCKHASH gives to code in a block that follows the head. */
  async function opcodeHash(rpc: JsonRpc, number: number): Promise<string> {
    const code = `0x61${number.toString(16).padStart(4, '0')}405f5260205ff3`
    return rpc.call('eth_call', { data: code }, 'latest')
  }

  async function expectSameHashes(rpc: JsonRpc): Promise<void> {
    const head = await rpc.blockNumber()
    for (let number = 0; number < head; number++) {
      expect(await opcodeHash(rpc, number)).toBe((await rpc.block(number))?.hash)
    }
  }

  it('shows contracts the same block hashes as clients, also of blocks from before it was started again', async () => {
    const before = await start()
    await before.call('anvil_setBalance', ACCOUNT, `0x${BALANCE.toString(16)}`)
    await waitFor('four blocks', async () => (await before.blockNumber()) >= 4)
    await expectSameHashes(before)
    const kept = await before.blocks(0, 3)
    await anvil?.stop()

    const after = await start()
    expect(await after.blocks(0, 3)).toEqual(kept)
    expect(await after.balance(ACCOUNT)).toBe(BALANCE)
    await expectSameHashes(after)
    const head = await after.blockNumber()
    await waitFor('two more blocks', async () => (await after.blockNumber()) >= head + 2)
    await expectSameHashes(after)
    expect((await after.block(head))?.number).toBe(`0x${head.toString(16)}`)
  }, 60_000)
})
