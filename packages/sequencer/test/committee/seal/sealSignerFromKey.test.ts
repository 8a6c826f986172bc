import {
  asAddress,
  asHash,
  type BlockHash,
  type L1BlockHash,
  recoverSealer,
  sealDigest,
} from '@mvm/protocol'
import { expect, test } from 'vitest'
import { sealSignerFromKey } from '../../../src/committee/seal/sealSignerFromKey.ts'

test('a seal that a key has signed is its account’s', async () => {
  const signer = sealSignerFromKey(`0x${'5a'.repeat(32)}`)
  const domain = { l1ChainId: 31_337, verifyingContract: asAddress(`0x${'c0'.repeat(20)}`) }
  const seal = {
    ...{ chainId: 1_713_765_412_482_385, epoch: 17, number: 1_234, originNumber: 99 },
    parentHash: asHash<BlockHash>(`0x${'11'.repeat(32)}`),
    blockHash: asHash<BlockHash>(`0x${'22'.repeat(32)}`),
    originHash: asHash<L1BlockHash>(`0x${'33'.repeat(32)}`),
  }
  const signature = await signer.sign(sealDigest(seal, domain))
  expect(recoverSealer(seal, signature, domain)).toBe(signer.address)
})
