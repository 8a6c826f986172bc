import { readFileSync } from 'node:fs'
import {
  type Address,
  asAddress,
  charterStorage,
  compileCharter,
  describeCharter,
  formatMt,
  parseMt,
  permissionMask,
  readCharterFile,
} from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const bakery = readFileSync(new URL('./bakery.yaml', import.meta.url), 'utf8')
const MEMBER = asAddress('0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc')
const BUILDER = asAddress('0x70997970c51812dc3a010c7d01b50e0d17dc79c8')
const BANNED = asAddress('0x90f79bf6eb2c4f870365e785982e1f101e93b906')
const STRANGER = asAddress('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266')

const bits = (...numbers: number[]): bigint =>
  numbers.reduce((sum, n) => sum | (1n << BigInt(n)), 0n)

const file = (preset: string, permissions = '[]') =>
  readCharterFile(
    `slug: a\nmanagement_contract: "${BUILDER}"\npreset: ${preset}\npermissions: ${permissions}`,
  )

test('the example restricts SUBMIT, CREATE and CREATE2 and nothing else', () => {
  const storage = charterStorage(compileCharter(readCharterFile(bakery)))
  expect(storage.restricted).toBe(bits(0xfe, 0xf0, 0xf5))
  expect(storage.allowed).toEqual(
    new Map([
      [BUILDER, bits(0xfe, 0xf0, 0xf5)],
      [MEMBER, bits(0xfe)],
    ]),
  )
  expect(storage.denied).toEqual(new Map([[BANNED, bits(0x55)]]))
  expect(storage.taxBrackets).toEqual([
    (50n << 240n) | (1_000n * 10n ** 18n),
    (200n << 240n) | (100_000n * 10n ** 18n),
    ...Array(6).fill(0n),
  ])
})

test('the example lets its builder deploy, its members transact and a stranger do neither', () => {
  const { restricted, allowed, denied } = charterStorage(compileCharter(readCharterFile(bakery)))
  const may = (account: Address, bit: number): boolean => {
    const words = {
      restricted,
      allowed: allowed.get(account) ?? 0n,
      denied: denied.get(account) ?? 0n,
    }
    return ((permissionMask(words) >> BigInt(bit)) & 1n) === 1n
  }
  expect([BUILDER, MEMBER, BANNED, STRANGER].map((account) => may(account, 0xf0))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect([BUILDER, MEMBER, BANNED, STRANGER].map((account) => may(account, 0xfe))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([BUILDER, MEMBER, BANNED, STRANGER].map((account) => may(account, 0x55))).toEqual([
    true,
    true,
    false,
    true,
  ])
})

test.each([
  ['open', 0n],
  ['members', bits(0xfe)],
  ['members-deploy', bits(0xfe, 0xf0, 0xf5)],
  ['blocklist', 0n],
])('the preset %s restricts what it says', (preset, restricted) => {
  expect(charterStorage(compileCharter(file(preset))).restricted).toBe(restricted)
})

test('an allow entry of the file takes the place of the preset’s', () => {
  const entry = `[{ operation: allow, opcode: SUBMIT, addresses: ["${MEMBER}"] }]`
  const { permissions } = compileCharter(file('members', entry))
  expect(permissions).toEqual([{ operation: 'allow', bit: 0xfe, addresses: [MEMBER] }])
})

test('the human form of the example says what the file says, the bracket of nothing left out', () => {
  const described = describeCharter(compileCharter(readCharterFile(bakery)))
  expect(described).toEqual({
    vision: 'A bakery owned by its neighbours.',
    mission: 'Bread every morning, and the books open to every member.',
    permissions: [
      { operation: 'allow', opcode: 'SUBMIT', addresses: [BUILDER, MEMBER] },
      { operation: 'allow', opcode: 'DEPLOY', addresses: [BUILDER] },
      { operation: 'deny', opcode: 'SSTORE', addresses: [BANNED] },
    ],
    taxrates: [
      { threshold: '1000', rate: 50 },
      { threshold: '100000', rate: 200 },
    ],
    treasury: '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65',
    management_contract: '0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc',
  })
})

test('CREATE and CREATE2 for the same addresses are DEPLOY, in whatever order they stand', () => {
  const { permissions } = describeCharter({
    ...compileCharter(file('open')),
    permissions: [
      { operation: 'allow', bit: 0xf5, addresses: [MEMBER, BUILDER] },
      { operation: 'allow', bit: 0xf0, addresses: [BUILDER, MEMBER] },
    ],
  })
  expect(permissions).toEqual([
    { operation: 'allow', opcode: 'DEPLOY', addresses: [BUILDER, MEMBER] },
  ])
})

test('CREATE and CREATE2 for different addresses are not called DEPLOY', () => {
  const charter = compileCharter(file('open'))
  const described = describeCharter({
    ...charter,
    permissions: [
      { operation: 'allow', bit: 0xf0, addresses: [MEMBER] },
      { operation: 'allow', bit: 0xf5, addresses: [] },
      { operation: 'deny', bit: 0xf5, addresses: [MEMBER] },
    ],
  })
  expect(described.permissions.map(({ opcode }) => opcode)).toEqual([
    'CREATE',
    'CREATE2',
    'CREATE2',
  ])
})

test('amounts of MT survive being written and read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: (1n << 240n) - 1n }), (wei) => {
      expect(parseMt(formatMt(wei))).toBe(wei)
    }),
  )
})
