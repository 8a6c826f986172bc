import { createHash } from 'node:crypto'
import { asAddress, type Hex, type Log, toHex } from '@mvm/protocol'
import { encodeAbiParameters, keccak256, toHex as textToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { depositRequests } from '../../../../../src/profile/ethereum/block/system/depositRequests.ts'
import { requestsHash } from '../../../../../src/profile/ethereum/block/system/requestsHash.ts'

const contract = asAddress(`0x${'d0'.repeat(20)}`)
const topic = keccak256(textToHex('DepositEvent(bytes,bytes,bytes,bytes,bytes)'))
const bytes = { type: 'bytes' } as const

type Fields = readonly [Hex, Hex, Hex, Hex, Hex]

const fields: Fields = [
  `0x${'a1'.repeat(48)}`,
  `0x${'b2'.repeat(32)}`,
  `0x${'c3'.repeat(8)}`,
  `0x${'d4'.repeat(96)}`,
  `0x${'e5'.repeat(8)}`,
]

function deposit(values: Fields = fields): Log {
  const data = encodeAbiParameters([bytes, bytes, bytes, bytes, bytes], values)
  return { address: contract, topics: [topic], data }
}

describe('The deposits of a block', () => {
  it('are the fields of the logs of their contract, joined (EIP-6110)', () => {
    const joined = fields.map((field) => field.slice(2)).join('')
    const other = { ...deposit(), address: asAddress(`0x${'d1'.repeat(20)}`) }
    const another = { ...deposit(), topics: [keccak256('0x')] }
    const requests = depositRequests([deposit(), other, another, deposit()], contract)
    expect(toHex(requests as Uint8Array)).toBe(`0x${joined}${joined}`)
    expect(depositRequests([other], contract)).toHaveLength(0)
  })

  it('are none if a log of the contract has another layout', () => {
    const { data } = deposit()
    const replaced = (word: number, value: string): Hex =>
      `0x${data.slice(2, 2 + word * 64)}${value.padStart(64, '0')}${data.slice(2 + word * 64 + 64)}`
    for (const wrong of [
      `${data}00` as Hex,
      data.slice(0, -64) as Hex,
      replaced(0, 'a1'),
      replaced(4, '220'),
      replaced(5, '2f'),
      replaced(16, '9'),
    ]) {
      expect(depositRequests([{ ...deposit(), data: wrong }], contract)).toBeNull()
    }
    const [, credentials, amount, signature, index] = fields
    const longer = deposit([`0x${'a1'.repeat(49)}`, credentials, amount, signature, index])
    expect(depositRequests([longer], contract)).toBeNull()
  })
})

describe('The hash of requests', () => {
  it('is the one of nothing for a block that has none', () => {
    expect(requestsHash([])).toBe(`0x${createHash('sha256').digest('hex')}`)
  })

  it('binds each request and their order (EIP-7685)', () => {
    const [first, second] = [Uint8Array.of(0, 1), Uint8Array.of(1, 2)]
    const digest = (data: Uint8Array) => createHash('sha256').update(data).digest()
    const expected = digest(Buffer.concat([digest(first), digest(second)]))
    expect(requestsHash([first, second])).toBe(toHex(expected))
    expect(requestsHash([second, first])).not.toBe(toHex(expected))
  })
})
