import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeEthereumChain } from '@mvm/execution'
import { encodeChainBlock } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder.ts'
import { EthereumProcess } from './EthereumProcess.ts'
import { RpcCompatFixture } from './RpcCompatFixture.ts'

// Third-party data that is no part of the repository; what checks for it says loudly that it is absent.
describe.skipIf(!RpcCompatFixture.isThere())('The import of a chain', { timeout: 300_000 }, () => {
  let fixture: RpcCompatFixture
  beforeAll(async () => {
    fixture = await RpcCompatFixture.open()
  })
  afterAll(() => fixture?.[Symbol.dispose]())

  it('goes on behind the last whole block after a kill, as often as it is killed', async () => {
    const data = tempFolder('ethereum-kill')
    const { genesis, blocks } = fixture
    try {
      for (const number of [3, 20, 41]) {
        const node = new EthereumProcess({ genesis, blocks, data: data.path, logLevel: 'debug' })
        await node.says(`"block":${number},`)
        await node.kill('SIGKILL')
      }
      const node = new EthereumProcess({ genesis, blocks, data: data.path })
      const url = await node.rpcUrl()
      const report = /"imported":(\d+),"known":(\d+)/.exec(node.stderr)
      const [imported, known] = [Number(report?.[1]), Number(report?.[2])]
      expect(imported + known).toBe(54)
      expect(known).toBeGreaterThanOrEqual(41)
      const head = (await (
        await fetch(url, {
          method: 'POST',
          body: '{"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["latest",false]}',
        })
      ).json()) as { result: { hash: string } }
      expect(head.result.hash).toBe(
        '0xd226371d0b1551adb03fb52b71f08e3e11247fe9b1af994768af8cdaa8e7dcd7',
      )
      expect((await node.kill('SIGTERM')).code).toBe(0)
    } finally {
      data.remove()
    }
  })

  it('ends with an error that names block and field where executing gives something else', async () => {
    const data = tempFolder('ethereum-wrong')
    try {
      const blocks = [...decodeEthereumChain(fixture.readBlocks())].slice(0, 8)
      const last = blocks.at(-1)
      if (last === undefined) throw new Error('no blocks')
      const stateRoot = blocks[0]?.header.stateRoot ?? last.header.stateRoot
      const wrong = { ...last, header: { ...last.header, stateRoot } }
      const file = join(data.path, 'wrong.rlp')
      const all = [...blocks.slice(0, -1), wrong].map(encodeChainBlock)
      writeFileSync(file, Buffer.concat(all))
      const { genesis } = fixture
      const folder = join(data.path, 'chain')
      const node = new EthereumProcess({ genesis, blocks: file, data: folder })
      const { code, stderr } = await node.ended
      expect(code).not.toBe(0)
      expect(stderr).toContain('INVALID_BLOCK: block 8 is invalid: its stateRoot should be')
    } finally {
      data.remove()
    }
  })
})
