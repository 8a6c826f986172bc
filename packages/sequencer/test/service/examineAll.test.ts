import { InvalidTransactionError } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { examineAll } from '../../src/service/examineAll.ts'
import { examinedTransaction } from '../pool/examinedTransaction.ts'

const known = [1, 2, 3].map((nonce) => examinedTransaction({ signer: 1, nonce }))
const broken = new Error('the disk is gone')

const admission = {
  examine: async (raw: Uint8Array) => {
    const found = known.find((one) => one.raw === raw)
    if (found !== undefined) return found
    if (raw.length === 0) throw broken
    throw new InvalidTransactionError({ reason: 'EMPTY' })
  },
}

test('what is no transaction is left out, and the others keep their order', async () => {
  const raws = known.map(({ raw }) => raw)
  raws.splice(1, 0, new Uint8Array([0]))
  expect(await examineAll(admission, raws)).toEqual(known)
})

test('what keeps it from looking is thrown', async () => {
  await expect(examineAll(admission, [new Uint8Array()])).rejects.toBe(broken)
})
