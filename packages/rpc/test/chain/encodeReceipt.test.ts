import { toHex } from '@mvm/protocol'
import { encodeRlp } from 'ethers'
import { expect, it } from 'vitest'
import { encodeReceipt } from '../../src/chain/encodeReceipt.ts'
import { TestDac } from '../dac/TestDac.ts'
import { deposit, logging } from '../dac/transactions.ts'

it('encodes as EIP-2718, and deposits as the OP Stack', () => {
  const { chain, chainId } = new TestDac()
  const [block] = chain.mine({ transactions: [deposit(chainId, 0), logging(chainId, 1)] })
  const [ofDeposit, ofLogging] = block?.receipts ?? []
  if (ofDeposit === undefined || ofLogging === undefined) throw new Error('no receipts')
  const [log] = ofLogging.logs
  const bare = encodeRlp([
    '0x01',
    '0xa410',
    ofLogging.logsBloom,
    [[log?.address ?? '', [...(log?.topics ?? [])], log?.data ?? '']],
  ])
  expect(toHex(encodeReceipt(ofLogging))).toBe(`0x02${bare.slice(2)}`)
  expect(toHex(encodeReceipt({ ...ofLogging, type: 0 }))).toBe(bare)
  // Nonce 0 is the empty string in RLP, and the version of the receipt is 1.
  const withNonce = encodeRlp(['0x01', '0x5208', ofDeposit.logsBloom, [], '0x', '0x01'])
  expect(toHex(encodeReceipt(ofDeposit))).toBe(`0x7e${withNonce.slice(2)}`)
})
