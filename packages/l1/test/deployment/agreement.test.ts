import { randomBytes } from 'node:crypto'
import {
  asAddress,
  batchHash,
  contractArtifact,
  devParameters,
  elementHash,
  fromHex,
  nextQueueHash,
  payloadFromAppendCalldata,
} from '@mvm/protocol'
import { Interface, type TransactionReceipt } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { L1Log } from '../../src/client/L1Log.ts'
import { decodeRollupLog } from '../../src/rollup/decodeRollupLog.ts'
import { TestDeployment } from './TestDeployment.ts'

const chainInterface = new Interface(contractArtifact('CanonicalTransactionChain').abi)

let l1: TestDeployment
let chainId: bigint

beforeAll(async () => {
  l1 = await TestDeployment.start({ ...devParameters, maxOriginAge: 3_600, epochLength: 100 })
  const created = await l1.createDac('agreement', {
    vision: '',
    mission: '',
    permissions: [],
    taxrates: [],
    treasury: asAddress(`0x${'00'.repeat(20)}`),
    managementContract: asAddress(`0x${'c0'.repeat(20)}`),
  })
  chainId = created.chainId
  await l1.becomeSequencer(chainId)
  await l1.send('SequencerPool', 'registerProducer', [])
})

afterAll(() => l1.stop())

function rollupLogs(receipt: TransactionReceipt) {
  return receipt.logs.flatMap((log) => {
    const decoded = decodeRollupLog(l1.contracts, {
      ...log,
      address: asAddress(log.address),
    } as unknown as L1Log)
    return decoded === null ? [] : [decoded]
  })
}

test('the queue hashes of contract and protocol agree on every kind of element', async () => {
  const amount = 5n * 10n ** 18n
  const to = `0x${'ab'.repeat(20)}`
  await l1.send('MetisToken', 'approve', [l1.contracts.l1StandardBridge, amount])
  const receipts = [
    await l1.send('CanonicalTransactionChain', 'enqueue', [chainId, to, 7, 100_000, '0x0001ff']),
    await l1.send('L1StandardBridge', 'depositMT', [chainId, to, amount]),
  ]
  let before = await l1.read('CanonicalTransactionChain', 'queueHash', chainId, 1)
  for (const receipt of receipts) {
    const [decoded] = rollupLogs(receipt)
    if (decoded?.kind !== 'enqueued') throw new Error('no element was enqueued')
    const after = nextQueueHash(before, elementHash(decoded.element))
    expect(after).toBe(decoded.element.queueHashAfter)
    before = after
  }
  expect(await l1.read('CanonicalTransactionChain', 'queueHash', chainId, 3)).toBe(before)
})

test('a batch on an origin that only the history contract knows, opened by a producer, hashes to what the contract keeps', async () => {
  await l1.mine(800)
  const tip = await l1.read('CanonicalTransactionChain', 'chainTip', chainId)
  const origin = await l1.provider.getBlock((await l1.provider.getBlockNumber()) - 300)
  // The producer is that of the origin's epoch, the sequencer that of now.
  const originEpoch = await l1.read('EpochSeeds', 'epochAt', origin?.number)
  await l1.send('SequencerPool', 'draw', [chainId, originEpoch])
  await l1.draw(chainId)
  const payload = randomBytes(1_000)
  const producer = l1.wallet.address
  const signature = await l1.wallet.signTypedData(
    {
      name: 'MVM',
      version: '1',
      chainId: (await l1.provider.getNetwork()).chainId,
      verifyingContract: l1.contracts.canonicalTransactionChain,
    },
    {
      Producer: [
        { name: 'chainId', type: 'uint256' },
        { name: 'prevBatchHash', type: 'bytes32' },
        { name: 'originHash', type: 'bytes32' },
      ],
    },
    { chainId, prevBatchHash: tip.batchHash, originHash: origin?.hash },
  )
  const { max } = await l1.read(
    'CanonicalTransactionChain',
    'queueEndRange',
    chainId,
    origin?.number,
  )
  const receipt = await l1.send('CanonicalTransactionChain', 'appendSequencerBatch', [
    chainId,
    tip.batchHash,
    100,
    max,
    origin?.number,
    origin?.hash,
    tip.feeScalar,
    producer,
    signature,
    payload,
  ])
  const [decoded] = rollupLogs(receipt)
  if (decoded?.kind !== 'batch') throw new Error('no batch was appended')
  expect(decoded.batch).toMatchObject({ blockCount: 100, originNumber: origin?.number })
  expect(batchHash(decoded.batch)).toBe(decoded.batch.batchHash)

  const sent = await l1.provider.getTransaction(receipt.hash)
  const read = payloadFromAppendCalldata(fromHex(sent?.data ?? ''))
  expect(read === null ? null : Buffer.from(read)).toEqual(payload)
})

test('a call that the contract refuses is told by its typed error', async () => {
  await l1.draw(chainId)
  const tip = await l1.read('CanonicalTransactionChain', 'chainTip', chainId)
  const origin = await l1.provider.getBlock('latest')
  const refused = l1.send('CanonicalTransactionChain', 'appendSequencerBatch', [
    chainId,
    tip.batchHash,
    100_000,
    tip.queueStart,
    origin?.number,
    origin?.hash,
    tip.feeScalar,
    '0x4200000000000000000000000000000000000011',
    '0x',
    '0x',
  ])
  const data: string = await refused.then(
    () => '',
    (error) => error.data,
  )
  expect(chainInterface.parseError(data)?.name).toBe('BlockCountOutOfRange')
})
