import { asAddress, floorGas, fromHex, type Hex, intrinsicGas, l1Fee } from '@mvm/protocol'
import { expect, test } from 'vitest'

const to = asAddress(`0x${'11'.repeat(20)}`)
const key: Hex = `0x${'22'.repeat(32)}`
const authorization = { chainId: 1n, address: to, nonce: 0n, yParity: 0, r: 1n, s: 1n }

test('a plain transfer costs 21,000', () => {
  expect(intrinsicGas({ to, data: fromHex('0x') })).toBe(21_000n)
  expect(floorGas(fromHex('0x'))).toBe(21_000n)
})

test('calldata costs 4 gas for a zero byte and 16 for another, its floor 10 and 40', () => {
  expect(intrinsicGas({ to, data: fromHex('0x00000102') })).toBe(21_000n + 8n + 32n)
  expect(floorGas(fromHex('0x00000102'))).toBe(21_000n + 20n + 80n)
})

test('a creation costs 32,000 more and 2 gas for each begun word of init code', () => {
  expect(intrinsicGas({ to: null, data: new Uint8Array(0) })).toBe(53_000n)
  expect(intrinsicGas({ to: null, data: new Uint8Array(32) })).toBe(53_000n + 128n + 2n)
  expect(intrinsicGas({ to: null, data: new Uint8Array(33) })).toBe(53_000n + 132n + 4n)
})

test('access lists and authorizations are charged by the item', () => {
  const accessList = [
    { address: to, storageKeys: [key, key] },
    { address: to, storageKeys: [] },
  ]
  expect(intrinsicGas({ to, data: fromHex('0x'), accessList })).toBe(21_000n + 4_800n + 3_800n)
  expect(
    intrinsicGas({ to, data: fromHex('0x'), authorizationList: [authorization, authorization] }),
  ).toBe(71_000n)
})

test('the L1 data fee is size · 40 · l1BaseFee · feeScalar / 10^6, rounded down', () => {
  // 110 bytes at 20 gwei and 100 MT per ETH.
  expect(l1Fee(110, 20_000_000_000n, 100_000_000n)).toBe(8_800_000_000_000_000n)
  expect(l1Fee(1, 1n, 24_999n)).toBe(0n)
  expect(l1Fee(1, 1n, 25_000n)).toBe(1n)
})
