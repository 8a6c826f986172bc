import { asAddress, asHash, type BatchHash, type L1BlockHash, toHex } from '@mvm/protocol'
import { TypedDataEncoder, Wallet } from 'ethers'
import { expect, test } from 'vitest'
import { sealSignerFromKey } from '../../src/committee/seal/sealSignerFromKey.ts'
import { producerDigest } from '../../src/producing/producerDigest.ts'
import { recoverProducer } from '../../src/producing/recoverProducer.ts'
import { l1Block } from '../batch/l1Fixture.ts'

const key = `0x${'5a'.repeat(32)}` as const
const domain = { l1ChainId: 31_337, verifyingContract: asAddress(`0x${'c0'.repeat(20)}`) }
const opening = {
  chainId: 1_713_765_412_482_385,
  prevBatchHash: asHash<BatchHash>(`0x${'11'.repeat(32)}`),
  origin: { ...l1Block(99), hash: asHash<L1BlockHash>(`0x${'33'.repeat(32)}`) },
}
const types = {
  Producer: [
    { name: 'chainId', type: 'uint256' },
    { name: 'prevBatchHash', type: 'bytes32' },
    { name: 'originHash', type: 'bytes32' },
  ],
}
const eip712Domain = {
  ...{ name: 'MVM', version: '1' },
  chainId: domain.l1ChainId,
  verifyingContract: domain.verifyingContract,
}
const { chainId, prevBatchHash, origin } = opening
const value = { chainId, prevBatchHash, originHash: origin.hash }

test('a batch is opened with a signature as EIP-712 has it', async () => {
  const digest = producerDigest(opening, domain)
  expect(toHex(digest)).toBe(TypedDataEncoder.hash(eip712Domain, types, value))
  const signature = await sealSignerFromKey(key).sign(digest)
  expect(toHex(signature)).toBe(await new Wallet(key).signTypedData(eip712Domain, types, value))
})

test('the producer is told by its signature, for this batch alone', async () => {
  const signer = sealSignerFromKey(key)
  const signature = await signer.sign(producerDigest(opening, domain))
  expect(recoverProducer(opening, signature, domain)).toBe(signer.address)
  const other = { ...opening, origin: l1Block(100) }
  expect(recoverProducer(other, signature, domain)).not.toBe(signer.address)
  expect(recoverProducer(opening, signature.subarray(1), domain)).toBeUndefined()
  expect(recoverProducer(opening, new Uint8Array(65), domain)).toBeUndefined()
})
