import { readFileSync } from 'node:fs'
import {
  CharterFileError,
  type CharterPreset,
  charterLimits,
  charterPresets,
  charterTemplate,
  compileCharter,
  dacProfiles,
  lintCharterFile,
  parseMt,
  predeploys,
  readCharterFile,
  systemSenders,
} from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reservedSlugs } from '../../../src/charter/file/reservedSlugs.ts'

const bakery = readFileSync(new URL('./bakery.yaml', import.meta.url), 'utf8')
const MANAGEMENT = '0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc'
const A = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const B = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'

/** A file that is valid but for the lines given; they begin at line 3. */
const withLines = (lines: string): string =>
  `slug: a\nmanagement_contract: "${MANAGEMENT}"\n${lines}\n`

/** Problems as `line:column path: message`. */
const problemsOf = (text: string): string[] =>
  lintCharterFile(text).problems.map(
    ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
  )

test('the example of the specification is read as it stands', () => {
  expect(readCharterFile(bakery)).toEqual({
    slug: 'acme',
    profile: 'dev',
    preset: 'open',
    vision: 'A bakery owned by its neighbours.',
    mission: 'Bread every morning, and the books open to every member.',
    permissions: [
      { operation: 'allow', opcode: 'SUBMIT', addresses: [A, B] },
      { operation: 'allow', opcode: 'DEPLOY', addresses: [A] },
      {
        operation: 'deny',
        opcode: 'SSTORE',
        addresses: ['0x90f79bf6eb2c4f870365e785982e1f101e93b906'],
      },
    ],
    taxrates: [
      { threshold: 0n, rate: 0 },
      { threshold: parseMt('1000'), rate: 50 },
      { threshold: parseMt('100000'), rate: 200 },
    ],
    treasury: '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65',
    managementContract: MANAGEMENT,
  })
})

test('only slug and management_contract must be there', () => {
  expect(readCharterFile(withLines(''))).toEqual({
    slug: 'a',
    profile: 'strict',
    preset: 'open',
    vision: '',
    mission: '',
    permissions: [],
    taxrates: [],
    treasury: undefined,
    managementContract: MANAGEMENT,
  })
  expect(problemsOf('{}')).toEqual(['1:1 slug: is missing', '1:1 management_contract: is missing'])
})

test('addresses and thresholds without quotes are not taken for numbers', () => {
  const file = readCharterFile(
    withLines(`treasury: ${A}\ntaxrates: [{ threshold: 0.000000000000000001, rate: 1 }]`),
  )
  expect(file.treasury).toBe(A)
  expect(file.taxrates).toEqual([{ threshold: 1n, rate: 1 }])
})

test('all mistakes are reported at once, each with its place, in the order of the text', () => {
  const text = `slug: -Bad-
profil: dev
preset: member
vision: [no]
permissions:
  - { operation: alow, opcode: SUBMIT, addresses: [] }
  - { operation: deny, opcode: SSTOR, addresses: ["${A}"] }
  - operation: deny
    opcode: SSTORE
    addresses:
      - 0x1234
      - "0x70997970C51812dc3A010C7d01b50e0d17dc79c8"
taxrates:
  - { threshold: "10", rate: 1001 }
  - { threshold: "10", rate: 5 }
treasury: "0x0000000000000000000000000000000000000000"
management_contract:
`
  expect(problemsOf(text)).toEqual([
    '1:7 slug: "-Bad-" cannot be a domain name',
    '2:1 profil: unknown key "profil", did you mean "profile"?',
    '3:9 preset: "member" is not known, did you mean members?',
    '4:9 vision: is not text',
    '6:18 permissions[0].operation: "alow" is not known, did you mean allow?',
    '7:32 permissions[1].opcode: "SSTOR" is neither an opcode nor an operation, did you mean SSTORE?',
    '11:9 permissions[2].addresses[0]: "0x1234" is not an address',
    '12:9 permissions[2].addresses[1]: "0x70997970C51812dc3A010C7d01b50e0d17dc79c8" has a wrong checksum: a letter may be mistyped',
    '14:30 taxrates[0].rate: "1001" is not a permitted rate',
    '15:18 taxrates[1].threshold: is not above the threshold of the bracket before it',
    '16:11 treasury: is the zero address, which nobody has',
    '17:21 management_contract: is missing',
  ])
})

test('no text makes the reader throw, and a text is either valid or has problems with a place', () => {
  const mutated = fc
    .tuple(fc.nat(bakery.length), fc.nat(20), fc.string({ maxLength: 12, unit: 'grapheme' }))
    .map(([start, length, text]) => bakery.slice(0, start) + text + bakery.slice(start + length))
  const yaml = fc.string({ unit: fc.constantFrom(...'{}[]:-,&*!|>"\'#%@ \n\tslug0x') })
  fc.assert(
    fc.property(fc.oneof(mutated, yaml), (text) => {
      const { file, problems } = lintCharterFile(text)
      expect(file === undefined).toBe(problems.length > 0)
      for (const { line, column } of problems) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(text.split('\n').length)
        expect(column).toBeGreaterThanOrEqual(1)
      }
      if (file !== undefined) expect(() => compileCharter(file)).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})

test('anchors and aliases are followed', () => {
  const entries = `permissions:
  - { operation: allow, opcode: SUBMIT, addresses: &builders ["${A}"] }
  - { operation: allow, opcode: DEPLOY, addresses: *builders }`
  expect(readCharterFile(withLines(entries)).permissions[1]?.addresses).toEqual([A])
})

test('reading a file with mistakes throws an error that carries them and says what is allowed', () => {
  const read = () => readCharterFile(withLines('taxrates: [{ threshold: "1", rate: 1001 }]'))
  expect(read).toThrow(CharterFileError)
  expect(read).toThrow(
    '3:36 taxrates[0].rate: "1001" is not a permitted rate; allowed: whole basis points from 0 to 1000 (10 %)',
  )
})

test.each([
  ['a sequence', '- 1', '1:1 : is not a mapping'],
  ['nothing', '', '1:1 : is not a mapping'],
  ['two documents', `${withLines('')}---\na: 1\n`, '4:1 : '],
  ['an open bracket', 'slug: [a', '1:9 : '],
  ['a key given twice', `slug: a\nslug: b\n`, '2:1 : Map keys must be unique'],
])('%s is refused with a place', (_what, text, problem) => {
  expect(problemsOf(text)[0]).toMatch(problem)
})

test.each(['a', 'a-b', '0x', 'x'.repeat(63)])('the slug %s is a DNS label', (slug) => {
  expect(problemsOf(`slug: "${slug}"\nmanagement_contract: "${MANAGEMENT}"`)).toEqual([])
})

test.each(['', 'A', 'a.b', '-a', 'a-', 'a_b', 'ä', 'x'.repeat(64)])(
  'the slug "%s" is no DNS label',
  (slug) => {
    expect(problemsOf(`slug: "${slug}"\nmanagement_contract: "${MANAGEMENT}"`)).toHaveLength(1)
  },
)

test('a name that the gateway keeps for itself is refused, as on L1', () => {
  const path = '../../../../../contracts/src/l1/dac/SlugRules.sol'
  const rules = readFileSync(new URL(path, import.meta.url), 'utf8')
  const reserved = [...rules.matchAll(/s == "([^"]+)"/g)].map(([, slug]) => slug)
  expect(reservedSlugs).toEqual(reserved)
  for (const slug of ['www', 'xn--caf-dma']) {
    const text = `slug: ${slug}\nmanagement_contract: "${MANAGEMENT}"`
    expect(problemsOf(text)).toEqual([expect.stringContaining(`1:7 slug: "${slug}" `)])
  }
})

test('the bounds are those of the contracts', () => {
  const path = '../../../../../contracts/src/charter/CharterRules.sol'
  const rules = readFileSync(new URL(path, import.meta.url), 'utf8')
  const constant = (name: string) => Number(rules.match(new RegExp(` ${name} = (\\d+);`))?.[1])
  expect(charterLimits).toMatchObject({
    textLength: constant('MAX_TEXT_LENGTH'),
    permissions: constant('MAX_PERMISSIONS'),
    addresses: constant('MAX_ADDRESSES'),
    taxBrackets: constant('MAX_TAX_BRACKETS'),
    taxRate: constant('MAX_TAX_RATE'),
  })
  const profile = readFileSync(
    new URL('../../../../../contracts/src/l1/dac/Profile.sol', import.meta.url),
    'utf8',
  )
  const names = profile.match(/enum Profile \{([^}]*)\}/)?.[1]?.split(',')
  expect(dacProfiles).toEqual(names?.map((name) => name.trim().toLowerCase()))
})

test('a predeploy or a system sender cannot be the management contract', () => {
  for (const address of [predeploys.dacMaster, systemSenders.comCo]) {
    expect(problemsOf(`slug: a\nmanagement_contract: "${address}"`)).toEqual([
      `2:22 management_contract: ${address} is kept for the system's contracts`,
    ])
  }
})

test.each(['STOP', 'JUMPDEST', 'RETURN', 'REVERT'])('%s cannot be restricted', (opcode) => {
  const entry = `permissions: [{ operation: allow, opcode: ${opcode}, addresses: [] }]`
  expect(problemsOf(withLines(entry))).toEqual([
    `3:43 permissions[0].opcode: ${opcode} is always permitted`,
  ])
})

test.each([
  ['INVALID', ''],
  ['sstore', ', did you mean SSTORE?'],
  ['SHA3', ', did you mean KECCAK256?'],
  ['DEPLOYMENT', ''],
  ['0x55', ''],
  ['85', ''],
])('%s is no opcode', (opcode, hint) => {
  const entry = `permissions: [{ operation: allow, opcode: ${opcode}, addresses: [] }]`
  expect(problemsOf(withLines(entry))[0]).toContain(
    `"${opcode}" is neither an opcode nor an operation${hint}`,
  )
})

test('an entry must have its three keys, and a deny entry an address', () => {
  const entries = `permissions:\n  - {}\n  - { operation: deny, opcode: CALL, addresses: [] }`
  expect(problemsOf(withLines(entries))).toEqual([
    '4:5 permissions[0].operation: is missing',
    '4:5 permissions[0].opcode: is missing',
    '4:5 permissions[0].addresses: is missing',
    '5:49 permissions[1].addresses: denies to nobody',
  ])
})

test('an address named twice, or both allowed and denied, is a mistake, through DEPLOY too', () => {
  const entries = `permissions:
  - { operation: allow, opcode: DEPLOY, addresses: ["${A}", "${B}"] }
  - { operation: allow, opcode: CREATE2, addresses: ["${B}"] }
  - { operation: deny, opcode: CREATE, addresses: ["${A}"] }`
  expect(problemsOf(withLines(entries))).toEqual([
    `5:54 permissions[1].addresses[0]: ${B} stands already at permissions[0].addresses[1]`,
    `6:52 permissions[2].addresses[0]: ${A} is both allowed and denied CREATE, see permissions[0].addresses[0]`,
  ])
})

test('a charter names 128 addresses at most, those of DEPLOY counted twice', () => {
  const list = (count: number): string =>
    Array.from({ length: count }, (_, i) => `"0x${(i + 1).toString(16).padStart(40, '0')}"`).join()
  const entry = (opcode: string, count: number): string =>
    withLines(`permissions: [{ operation: deny, opcode: ${opcode}, addresses: [${list(count)}] }]`)
  expect(problemsOf(entry('CALL', 128))).toEqual([])
  expect(problemsOf(entry('DEPLOY', 64))).toEqual([])
  expect(problemsOf(entry('CALL', 129))).toEqual([
    '3:14 permissions: names 129 addresses, those of DEPLOY counted twice',
  ])
  expect(problemsOf(entry('DEPLOY', 65))).toEqual([
    '3:14 permissions: names 130 addresses, those of DEPLOY counted twice',
  ])
})

test('there are eight tax brackets at most', () => {
  const brackets = (count: number): string =>
    withLines(
      `taxrates: [${Array.from({ length: count }, (_, i) => `{ threshold: "${i}", rate: ${i} }`).join()}]`,
    )
  expect(problemsOf(brackets(8))).toEqual([])
  expect(problemsOf(brackets(9))).toEqual(['3:236 taxrates[8]: is one bracket too many'])
})

test.each([
  ['threshold: "1,000"', '"1,000" is not an amount of MT'],
  ['threshold: "-1"', '"-1" is not an amount of MT'],
  ['threshold: "1e3"', '"1e3" is not an amount of MT'],
  ['threshold: "0.0000000000000000001"', 'is not an amount of MT'],
  [`threshold: "${2n ** 240n}"`, 'is not an amount of MT'],
  ['threshold: []', 'is missing'],
])('a bracket with %s is refused', (threshold, message) => {
  const text = withLines(`taxrates: [{ ${threshold}, rate: 1 }]`)
  expect(problemsOf(text)).toEqual([expect.stringContaining(message)])
})

test.each(['-1', '0.5', '1e2', '"50 %"', '0x10'])('the rate %s is refused', (rate) => {
  expect(problemsOf(withLines(`taxrates: [{ threshold: "1", rate: ${rate} }]`))).toHaveLength(1)
})

test('a text of more than 1,024 bytes is refused, counted in UTF-8', () => {
  expect(problemsOf(withLines(`vision: ${'é'.repeat(512)}`))).toEqual([])
  expect(problemsOf(withLines(`vision: ${'é'.repeat(513)}`))).toEqual([
    '3:9 vision: has 1026 bytes',
  ])
})

test('a blocklist does not allow-list', () => {
  const entry = (operation: string): string =>
    withLines(
      `preset: blocklist\npermissions: [{ operation: ${operation}, opcode: SUBMIT, addresses: ["${A}"] }]`,
    )
  expect(problemsOf(entry('deny'))).toEqual([])
  expect(problemsOf(entry('allow'))).toEqual([
    expect.stringContaining('permissions[0].operation: a blocklist restricts nothing'),
  ])
})

test.each(Object.keys(charterPresets) as CharterPreset[])(
  'the template for %s is valid once the management contract is filled in, and so with its examples',
  (preset) => {
    expect(problemsOf(charterTemplate(preset))).toEqual([
      expect.stringContaining('management_contract: is missing'),
    ])
    const text = charterTemplate(preset, { slug: 'null', managementContract: MANAGEMENT })
    expect(readCharterFile(text)).toMatchObject({ slug: 'null', preset })
    const uncommented = text.replace(/^ {2}# -/gm, '  -').replace(/^# treasury/m, 'treasury')
    expect(problemsOf(uncommented)).toEqual([])
    expect(compileCharter(readCharterFile(uncommented)).permissions.length).toBeGreaterThan(0)
  },
)
