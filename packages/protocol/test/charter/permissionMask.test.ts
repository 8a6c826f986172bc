import { forcedBits, opcodes, permissionMask } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const word = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n })

const always = ['STOP', 'JUMPDEST', 'RETURN', 'REVERT'].map((name) => opcodes.get(name))

/** The rule of spec 2.3 in words, a bit at a time. */
function mayUse(bit: number, restricted: bigint, allowed: bigint, denied: bigint): boolean {
  const has = (mask: bigint): boolean =>
    mask
      .toString(2)
      .padStart(256, '0')
      .at(255 - bit) === '1'
  if (always.includes(bit)) return true
  if (has(denied)) return false
  return has(restricted) ? has(allowed) : true
}

test('the mask agrees with the rule stated bit by bit', () => {
  fc.assert(
    fc.property(word, word, word, (restricted, allowed, denied) => {
      const mask = permissionMask({ restricted, allowed, denied })
      expect(mask >> 256n).toBe(0n)
      for (let bit = 0; bit < 256; bit++) {
        expect((mask >> BigInt(bit)) & 1n).toBe(mayUse(bit, restricted, allowed, denied) ? 1n : 0n)
      }
    }),
    { numRuns: 300 },
  )
})

test('an account that the charter does not name keeps every bit of an open charter', () => {
  expect(permissionMask({ restricted: 0n, allowed: 0n, denied: 0n })).toBe((1n << 256n) - 1n)
})

test('a charter that denies everything leaves STOP, JUMPDEST, RETURN and REVERT', () => {
  const mask = permissionMask({ restricted: 0n, allowed: 0n, denied: (1n << 256n) - 1n })
  expect(forcedBits).toEqual([0x00, 0x5b, 0xf3, 0xfd])
  expect(mask).toBe(1n | (1n << 0x5bn) | (1n << 0xf3n) | (1n << 0xfdn))
})
