import {
  addressOfPrivateKey,
  asAddress,
  type Hex,
  recoverAuthorization,
  signAuthorization,
} from '@mvm/protocol'
import { hashAuthorization, recoverAddress, toBeHex } from 'ethers'
import { expect, test } from 'vitest'

const KEY: Hex = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const fields = { chainId: 5n, address: asAddress(`0x${'11'.repeat(20)}`), nonce: 1n << 60n }
const authorization = signAuthorization(fields, KEY)

test('an authorization is recovered to its signer, as by ethers', () => {
  const { yParity, r, s } = authorization
  const byEthers = recoverAddress(hashAuthorization(fields), {
    yParity: yParity as 0 | 1,
    r: toBeHex(r, 32),
    s: toBeHex(s, 32),
  })
  expect(recoverAuthorization(authorization)).toBe(byEthers.toLowerCase())
  expect(recoverAuthorization(authorization)).toBe(addressOfPrivateKey(KEY))
})

test.each([
  ['a parity of 2', { yParity: 2 }],
  ['a parity of 255', { yParity: 255 }],
  ['r = 0', { r: 0n }],
  ['r = n', { r: ORDER }],
  ['r of no point', { r: 5n }],
  ['s = 0', { s: 0n }],
  ['s in the upper half', { s: ORDER - authorization.s, yParity: 1 - authorization.yParity }],
  ['s of 256 bits', { s: (1n << 256n) - 1n }],
])('an authorization with %s has no signer', (_, change) => {
  expect(recoverAuthorization({ ...authorization, ...change })).toBeUndefined()
})

test('another chain, address or nonce gives another signer', () => {
  for (const change of [
    { chainId: 6n },
    { nonce: 2n },
    { address: asAddress(`0x${'12'.repeat(20)}`) },
  ]) {
    expect(recoverAuthorization({ ...authorization, ...change })).not.toBe(addressOfPrivateKey(KEY))
  }
})
