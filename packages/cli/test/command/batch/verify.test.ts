import { expect, test } from 'vitest'
import { devnetCli } from '../../support/devnetCli.ts'
import { lyingProxy } from '../../support/lyingProxy.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`

const devnet = await sharedDevnet()
const { account, data, environment, failure } = devnetCli(devnet)

test('batch list and batch decode show what stands on L1', async () => {
  const batches = await data('batch', 'list', '--dac', 'demo', '--last', '999')
  batches.forEach((batch: { batchIndex: number }, index: number) => {
    expect(batch.batchIndex).toBe(index)
  })
  const first = await data('batch', 'decode', batches[0].l1TransactionHash)
  expect(first).toMatchObject({ batchIndex: 0, chainId: devnet.dacs[0]?.chainId })
  expect(first.blocks[0].deposits[0]).toMatchObject({ queueIndex: 0, isSystem: true })

  const signing = ['--private-key', account(3).privateKey]
  const send = ['tx', 'send', '--dac', 'demo', '--to', SOMEBODY, '--value', '1', ...signing]
  const sent = await data(...send, '--until', 'safe')
  const recent = await data('batch', 'list', '--dac', 'demo', '--last', '5')
  const carrier = recent.find(
    ({ firstBlock, blockCount }: { firstBlock: number; blockCount: number }) =>
      sent.blockNumber >= firstBlock && sent.blockNumber < firstBlock + blockCount,
  )
  const decoded = await data('batch', 'decode', carrier.l1TransactionHash)
  const block = decoded.blocks.find(
    ({ blockNumber }: { blockNumber: number }) => blockNumber === sent.blockNumber,
  )
  expect(block.transactions).toContainEqual(
    expect.objectContaining({ isValid: true, transactionHash: sent.transactionHash, value: '1' }),
  )
  expect((await failure(6, 'batch', 'decode', `0x${'77'.repeat(32)}`)).code).toBe('BATCH_UNKNOWN')
})

test('batch verify executes the chain by itself and agrees with L1 and with the node', async () => {
  const [all, one] = await Promise.all([
    data('batch', 'verify', 'all', '--dac', 'demo'),
    data('batch', 'verify', '1', '--dac', 'demo'),
  ])
  expect(all.firstBlock).toBe(0)
  expect(all.nodeBlockCount).toBe(all.lastBlock + 1)
  expect(all.stateBatchCount).toBeGreaterThan(1)
  expect(one).toMatchObject({ batchCount: 1, nodeBlockCount: one.lastBlock - one.firstBlock + 1 })
  expect((await failure(6, 'batch', 'verify', '999', '--dac', 'demo')).code).toBe('BATCH_UNKNOWN')
})

test('batch verify ends with 8 when a node shows another block', async () => {
  const proxy = await lyingProxy(environment.MVM_RPC_URL as string, (answer) =>
    answer.replace(
      /"hash":"0x[0-9a-f]{64}","parentHash"/,
      `"hash":"0x${'66'.repeat(32)}","parentHash"`,
    ),
  )
  try {
    const verify = ['batch', 'verify', 'all', '--dac', 'demo']
    const error = await failure(8, ...verify, '--rpc-url', proxy.url)
    expect(error.code).toBe('VERIFICATION_MISMATCH')
    expect(error.details.mismatches[0]).toMatchObject({
      kind: 'block',
      claimed: `0x${'66'.repeat(32)}`,
    })
  } finally {
    proxy.close()
  }
})

test('finality status shows the heads and what a block waits for', async () => {
  const [latest, first] = await Promise.all([
    data('finality', 'status', '--dac', 'demo'),
    data('finality', 'status', '--dac', 'demo', '--block', '1'),
  ])
  expect(latest.heads.unsafe.number).toBeGreaterThanOrEqual(latest.heads.safe.number)
  expect(first.block).toMatchObject({ blockNumber: 1, batchIndex: 0 })
  expect(['safe', 'finalized', 'withdrawable']).toContain(first.block.level)
  const missing = await failure(6, 'finality', 'status', '--dac', 'demo', '--block', '99999')
  expect(missing.code).toBe('BLOCK_UNKNOWN')
})
