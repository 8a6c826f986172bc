import { createRequire } from 'node:module'
import { addressOfPrivateKey, fromHex, recoverAddress, signDigest, toHex } from '@mvm/protocol'
import { computeAddress, SigningKey, toBeHex } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const scalar = fc.bigInt(1n, ORDER - 1n)

/** What ethers, with its own implementation of the curve, recovers; undefined when it finds no key. */
function byEthers(digest: Uint8Array, r: bigint, s: bigint, yParity: number): string | undefined {
  try {
    const signature = { r: toBeHex(r, 32), s: toBeHex(s, 32), yParity: yParity as 0 | 1 }
    return computeAddress(SigningKey.recoverPublicKey(digest, signature)).toLowerCase()
  } catch {
    return undefined
  }
}

const join = (r: bigint, s: bigint) => fromHex(toBeHex(r, 32) + toBeHex(s, 32).slice(2))

test('a signature is recovered to the address of its key', () => {
  fc.assert(
    fc.property(bytes32, scalar, (digest, key) => {
      const privateKey = toHex(fromHex(toBeHex(key, 32)))
      const { r, s, yParity } = signDigest(digest, privateKey)
      expect(s <= ORDER >> 1n).toBe(true)
      expect(recoverAddress(digest, join(r, s), yParity)).toBe(addressOfPrivateKey(privateKey))
      expect(addressOfPrivateKey(privateKey)).toBe(computeAddress(privateKey).toLowerCase())
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('any r and s give the key that another implementation finds, or none for both', () => {
  let recovered = 0
  fc.assert(
    fc.property(
      bytes32,
      fc.oneof(scalar, fc.bigInt(1n, 50n)),
      fc.bigInt(1n, ORDER >> 1n),
      fc.integer({ min: 0, max: 1 }),
      (digest, r, s, yParity) => {
        const address = recoverAddress(digest, join(r, s), yParity)
        expect(address).toBe(byEthers(digest, r, s, yParity))
        if (address !== undefined) recovered++
      },
    ),
    { seed: 2, numRuns: 500 },
  )
  // About half of all numbers are the x of a point.
  expect(recovered).toBeGreaterThan(100)
  expect(recovered).toBeLessThan(400)
})

test('a signature that the point at infinity would verify belongs to no key', () => {
  // R = G, s = digest / 1: then s·R - digest·G is the point at infinity. Anyone can make this one.
  const generator = BigInt(
    new SigningKey(toBeHex(1n, 32)).compressedPublicKey.replace(/^0x0[23]/, '0x'),
  )
  const yParity = new SigningKey(toBeHex(1n, 32)).compressedPublicKey.startsWith('0x03') ? 1 : 0
  const digest = 12345n
  expect(
    recoverAddress(fromHex(toBeHex(digest, 32)), join(generator, digest), yParity),
  ).toBeUndefined()
  expect(
    recoverAddress(fromHex(toBeHex(digest + 1n, 32)), join(generator, digest), yParity),
  ).toBeDefined()
})

test('the native addon is what recovers', () => {
  const require = createRequire(createRequire(import.meta.url).resolve('../../package.json'))
  expect(require('secp256k1')).toBe(require('secp256k1/bindings.js'))
})
