import { type Address, EMPTY_QUEUE_HASH, initialBatchHash, predeploys } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { sealSignerFromKey } from '../../src/committee/seal/sealSignerFromKey.ts'
import type { BatchOpening } from '../../src/port/BatchOpening.ts'
import { hasRightProducer } from '../../src/producing/hasRightProducer.ts'
import { producerDigest } from '../../src/producing/producerDigest.ts'
import { l1Block } from '../batch/l1Fixture.ts'
import { accountAddress, chainId } from '../pool/examinedTransaction.ts'

const domain = { l1ChainId: 1, verifyingContract: accountAddress(2) }
const producer = sealSignerFromKey(`0x${'5a'.repeat(32)}`)
const stranger = sealSignerFromKey(`0x${'6b'.repeat(32)}`)
const unsigned: BatchOpening = {
  ...{ chainId, origin: l1Block(110), firstBlock: 1, previousOriginNumber: 100, feeScalar: 1n },
  ...{ producer: predeploys.feeVault, producerSignature: new Uint8Array(0) },
  ...{ prevBatchHash: initialBatchHash(chainId), queueStart: 0, queueEnd: 0, queueElements: [] },
  ...{ queueHashStart: EMPTY_QUEUE_HASH, queueHashEnd: EMPTY_QUEUE_HASH },
}

async function openedBy(signer: typeof producer, named: Address): Promise<BatchOpening> {
  const producerSignature = await signer.sign(producerDigest(unsigned, domain))
  return { ...unsigned, producer: named, producerSignature }
}

function isRight(opening: BatchOpening, assigned: Address | null | undefined): Promise<boolean> {
  return hasRightProducer(opening, { producerAt: async () => assigned }, domain)
}

test('a batch is nobody’s, or that of the producer who is assigned and has signed', async () => {
  expect(await isRight(unsigned, producer.address)).toBe(true)
  expect(await isRight({ ...unsigned, producer: producer.address }, producer.address)).toBe(false)
  const opened = await openedBy(producer, producer.address)
  expect(await isRight(opened, producer.address)).toBe(true)
  expect(await isRight(opened, stranger.address)).toBe(false)
  expect(await isRight(opened, null)).toBe(false)
  expect(await isRight(await openedBy(stranger, producer.address), producer.address)).toBe(false)
})

test('what cannot be told is not held against a batch', async () => {
  const opened = await openedBy(producer, producer.address)
  expect(await isRight(opened, undefined)).toBe(true)
  expect(await isRight(await openedBy(stranger, producer.address), undefined)).toBe(false)
})
