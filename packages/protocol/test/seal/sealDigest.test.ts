import { TypedDataEncoder, Wallet } from 'ethers'
import { expect, test } from 'vitest'
import { asAddress } from '../../src/account/Address.ts'
import { fromHex } from '../../src/bytes/fromHex.ts'
import { toHex } from '../../src/bytes/toHex.ts'
import { asHash, type BlockHash, type L1BlockHash } from '../../src/hash/Hash.ts'
import { recoverSealer } from '../../src/seal/recoverSealer.ts'
import { sealDigest } from '../../src/seal/sealDigest.ts'

const key = `0x${'5a'.repeat(32)}` as const
const domain = {
  l1ChainId: 31_337,
  verifyingContract: asAddress(`0x${'c0'.repeat(20)}`),
}
const seal = {
  chainId: 1_713_765_412_482_385,
  epoch: 17,
  number: 1_234,
  parentHash: asHash<BlockHash>(`0x${'11'.repeat(32)}`),
  blockHash: asHash<BlockHash>(`0x${'22'.repeat(32)}`),
  originNumber: 99,
  originHash: asHash<L1BlockHash>(`0x${'33'.repeat(32)}`),
}
const types = {
  BlockSeal: [
    { name: 'chainId', type: 'uint256' },
    { name: 'epoch', type: 'uint256' },
    { name: 'number', type: 'uint256' },
    { name: 'parentHash', type: 'bytes32' },
    { name: 'blockHash', type: 'bytes32' },
    { name: 'originNumber', type: 'uint256' },
    { name: 'originHash', type: 'bytes32' },
  ],
}
const eip712Domain = {
  name: 'MVM',
  version: '1',
  chainId: domain.l1ChainId,
  verifyingContract: domain.verifyingContract,
}

test('a seal is hashed as EIP-712 has it', () => {
  expect(toHex(sealDigest(seal, domain))).toBe(TypedDataEncoder.hash(eip712Domain, types, seal))
})

test('the sealer is told by its signature, and by no other', async () => {
  const wallet = new Wallet(key)
  const address = wallet.address.toLowerCase()
  const signed = (await wallet.signTypedData(eip712Domain, types, seal)) as `0x${string}`
  const signature = fromHex(signed)
  expect(recoverSealer(seal, signature, domain)).toBe(address)
  expect(recoverSealer({ ...seal, epoch: 18 }, signature, domain)).not.toBe(address)
  expect(recoverSealer(seal, signature.subarray(1), domain)).toBeUndefined()
})
