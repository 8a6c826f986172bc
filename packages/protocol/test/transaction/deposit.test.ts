import {
  asAddress,
  asHash,
  decodeDeposit,
  depositFromQueueElement,
  encodeDeposit,
  fromHex,
  InvalidTransactionError,
  type QueueElement,
  type QueueHash,
  toHex,
} from '@mvm/protocol'
import { AbiCoder, encodeRlp, keccak256, toBeArray } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((b) => asAddress(toHex(b)))
const u256 = fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, (1n << 256n) - 1n))
const arbitraryElement: fc.Arbitrary<QueueElement> = fc.record({
  chainId: fc.maxSafeNat(),
  queueIndex: fc.nat(),
  from: address,
  sender: address,
  to: address,
  mint: u256,
  value: u256,
  gasLimit: fc.bigInt(21_000n, 1n << 24n),
  isSystem: fc.boolean(),
  data: fc.uint8Array({ maxLength: 200 }),
  queueHashAfter: fc.constant(asHash<QueueHash>(`0x${'00'.repeat(32)}`)),
  l1BlockNumber: fc.nat(),
})

test('a queue element becomes the deposit whose encoding ethers agrees with, and decodes to itself', () => {
  fc.assert(
    fc.property(arbitraryElement, (element) => {
      const deposit = depositFromQueueElement(element)
      const integer = (value: bigint) => (value === 0n ? '0x' : toBeArray(value))
      const sourceHash = keccak256(
        AbiCoder.defaultAbiCoder().encode(
          ['uint256', 'uint256'],
          [element.chainId, element.queueIndex],
        ),
      )
      const list = encodeRlp([
        sourceHash,
        element.from,
        element.to,
        integer(element.mint),
        integer(element.value),
        integer(element.gasLimit),
        element.isSystem ? '0x01' : '0x',
        toHex(element.data),
      ])
      const expected = `0x7e${list.slice(2)}`
      expect(toHex(encodeDeposit(deposit))).toBe(expected)
      expect(deposit.hash).toBe(keccak256(expected))
      expect(deposit.size).toBe((expected.length - 2) / 2)
      expect(decodeDeposit(fromHex(expected), element.sender)).toEqual(deposit)
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('a deposit that is cut, lengthened or of another type is refused', () => {
  const sender = asAddress(`0x${'01'.repeat(20)}`)
  const [element] = fc.sample(arbitraryElement, { seed: 7, numRuns: 1 }) as [QueueElement]
  const raw = encodeDeposit(depositFromQueueElement(element))
  for (let length = 0; length < raw.length; length++) {
    expect(() => decodeDeposit(raw.subarray(0, length), sender)).toThrow(InvalidTransactionError)
  }
  expect(() => decodeDeposit(Uint8Array.of(...raw, 0), sender)).toThrow(InvalidTransactionError)
  expect(() => decodeDeposit(Uint8Array.of(2, ...raw.subarray(1)), sender)).toThrow(
    InvalidTransactionError,
  )
})
