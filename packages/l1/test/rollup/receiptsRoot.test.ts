import { afterAll, beforeAll, expect, test } from 'vitest'
import { bloomMayContain } from '../../src/rollup/bloomMayContain.ts'
import { orderedTrieRoot } from '../../src/rollup/orderedTrieRoot.ts'
import { receiptsRoot } from '../../src/rollup/receiptsRoot.ts'
import { Anvil, anvilAccounts } from '../anvil.ts'

let anvil: Anvil

beforeAll(async () => {
  anvil = await Anvil.start({ args: ['--no-mining'] })
})
afterAll(() => anvil.stop())

const logger = '0x000000000000000000000000000000000000c0de'

/** A block with so many transactions, some of which log and some of which revert. */
async function mineWith(count: number): Promise<void> {
  // Logs the first word of its calldata as a topic with as many bytes as that says; reverts without calldata.
  await anvil.rpc('anvil_setCode', [logger, '0x36600557fe5b5f355f35610fff165fa1'])
  const from = anvilAccounts[0]?.address
  for (let i = 0; i < count; i++) {
    const data = i % 5 === 0 ? '0x' : `0x${(i * 7919).toString(16).padStart(64, '0')}`
    const transaction = {
      from,
      to: logger,
      data,
      gas: '0x186a0',
      type: i % 3 === 0 ? '0x0' : '0x2',
    }
    await anvil.rpc('eth_sendTransaction', [transaction])
  }
  await anvil.mine()
}

test.each([0, 1, 2, 16, 17, 128, 129, 300])(
  'is what L1 wrote in the header of a block with %i transactions',
  async (count) => {
    await mineWith(count)
    const client = anvil.client()
    const block = await client.block('latest')
    if (block === null) throw new Error('no block')
    const [receipts] = await client.blockReceipts([block.hash])
    expect(receipts).toHaveLength(count)
    expect(receiptsRoot(receipts ?? [])).toBe(block.receiptsRoot)
    if (count > 5) expect(new Set(receipts?.map(({ isSuccess }) => isSuccess)).size).toBe(2)

    const logs = receipts?.flatMap((receipt) => receipt.logs) ?? []
    for (const { address, topics } of logs) {
      for (const item of [address, ...topics]) {
        expect(bloomMayContain(block.logsBloom, item)).toBe(true)
      }
    }
    if (count > 5) expect(logs.length).toBeGreaterThan(0)
    if (logs.length === 0) expect(bloomMayContain(block.logsBloom, logger)).toBe(false)
  },
)

test.each([
  [0, 1, '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'],
  [1, 1, '0xac92bc8d02906a87a573c32c72bb427036f0e43d7a7375c5c491ebba064add15'],
  [15, 3, '0x03ee525805199162ca6d8788af306faef5937faf751d0c98d84d2fa8a0d367d5'],
  [40, 1, '0x1adbe54e6a54e50f3a245e2561669205a863fdceb3960e47a7cf582b08705cd7'],
  [300, 1, '0x929ad7d8ae5ce89f0f00264b1792261eafa9fb12e8a95754ebd7f4d58696cd68'],
])(
  'agrees with @ethereumjs/mpt on %i values of %i bytes, which stand inside their parents',
  (count, length, root) => {
    const values = Array.from({ length: count }, (_, i) =>
      new Uint8Array(length).fill((i % 255) + 1),
    )
    expect(orderedTrieRoot(values)).toBe(root)
  },
)
