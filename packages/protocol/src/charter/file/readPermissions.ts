import type { Address } from '../../account/Address.ts'
import { charterLimits } from '../charterLimits.ts'
import { namedOperations } from '../namedOperations.ts'
import { opcodes } from '../opcodes.ts'
import { permissionBits } from '../permissionBits.ts'
import { forcedBits } from '../permissionMask.ts'
import type { CharterFilePermission } from './CharterFile.ts'
import type { CharterPreset } from './CharterPreset.ts'
import { closestWord } from './closestWord.ts'
import { readAddress } from './readAddress.ts'
import { readWord } from './readWord.ts'
import type { YamlNode, YamlSource } from './YamlSource.ts'

const KEYS = ['operation', 'opcode', 'addresses'] as const
const OPERATIONS = ['allow', 'deny'] as const
const NAMED = Object.keys(namedOperations)
const NAMES = [...NAMED, ...opcodes.keys()]
const OPCODES_ALLOWED = `${NAMED.join(', ')}, or the mnemonic of an opcode, such as SSTORE`
/** What opcodes are or were called elsewhere. */
const SYNONYMS = new Map([
  ['SHA3', 'KECCAK256'],
  ['DIFFICULTY', 'PREVRANDAO'],
  ['SUICIDE', 'SELFDESTRUCT'],
])

/** Where each (operation, bit, address) was named first. */
type Entries = Map<string, string>

/** The list `permissions`; entries with a mistake are left out. */
export function readPermissions(
  source: YamlSource,
  at: YamlNode,
  preset: CharterPreset,
): CharterFilePermission[] {
  if (!source.isPresent(at)) return []
  const permissions: CharterFilePermission[] = []
  const entries: Entries = new Map()
  let bits = 0
  for (const item of source.sequence(at, 'permissions') ?? []) {
    const values = source.mapping(item, KEYS)
    if (values === undefined) continue
    for (const key of KEYS) {
      if (!source.isPresent(values[key]))
        source.problem(values[key], 'is missing', whatIsAllowed[key])
    }
    const operation = readWord(source, values.operation, OPERATIONS)
    if (operation === 'allow' && preset === 'blocklist') {
      source.problem(
        values.operation,
        'a blocklist restricts nothing, but an allow entry closes its opcode to everybody else',
        'deny, or the preset open',
      )
    }
    const opcode = readOpcode(source, values.opcode)
    const addresses = readAddresses(source, values.addresses, operation)
    if (operation === undefined || opcode === undefined || addresses === undefined) continue
    bits += permissionBits(opcode)?.length ?? 0
    for (const { address, node } of addresses) {
      recordEntry(source, entries, { operation, opcode, address, node })
    }
    permissions.push({ operation, opcode, addresses: addresses.map(({ address }) => address) })
  }
  if (entries.size > charterLimits.addresses) {
    source.problem(
      at,
      `names ${entries.size} addresses, those of DEPLOY counted twice`,
      `${charterLimits.addresses} at creation; the management contract can add more later`,
    )
  }
  if (bits > charterLimits.permissions) {
    source.problem(
      at,
      `has ${bits} permissions, DEPLOY counted twice`,
      `${charterLimits.permissions}`,
    )
  }
  return permissions
}

const whatIsAllowed = {
  operation: OPERATIONS.join(', '),
  opcode: OPCODES_ALLOWED,
  addresses: 'a list of addresses',
} as const

function readOpcode(source: YamlSource, at: YamlNode): string | undefined {
  if (!source.isPresent(at)) return undefined
  const typed = source.scalar(at) ?? ''
  const bits = permissionBits(typed)
  if (bits === undefined) {
    const meant = SYNONYMS.get(typed.toUpperCase()) ?? closestWord(typed, NAMES)
    const hint = meant === undefined ? '' : `, did you mean ${meant}?`
    source.problem(at, `"${typed}" is neither an opcode nor an operation${hint}`, OPCODES_ALLOWED)
    return undefined
  }
  if (bits.some((bit) => forcedBits.includes(bit))) {
    source.problem(at, `${typed} is always permitted`, OPCODES_ALLOWED)
    return undefined
  }
  return typed
}

function readAddresses(
  source: YamlSource,
  at: YamlNode,
  operation: 'allow' | 'deny' | undefined,
): { address: Address; node: YamlNode }[] | undefined {
  if (!source.isPresent(at)) return undefined
  const nodes = source.sequence(at, 'addresses')
  if (operation === 'deny' && nodes?.length === 0) {
    source.problem(at, 'denies to nobody', 'at least one address')
  }
  return nodes?.flatMap((node) => {
    const address = readAddress(source, node)
    return address === undefined ? [] : [{ address, node }]
  })
}

/** Reports an address that is named twice for the same thing, or both allowed and denied it. */
function recordEntry(
  source: YamlSource,
  entries: Entries,
  entry: { operation: 'allow' | 'deny'; opcode: string; address: Address; node: YamlNode },
): void {
  const { operation, opcode, address, node } = entry
  const opposite = operation === 'allow' ? 'deny' : 'allow'
  const bits = permissionBits(opcode) ?? []
  const already = bits.map((bit) => entries.get(`${operation} ${bit} ${address}`)).find(Boolean)
  const contrary = bits.map((bit) => entries.get(`${opposite} ${bit} ${address}`)).find(Boolean)
  if (already !== undefined) {
    source.problem(node, `${address} stands already at ${already}`, 'each address once')
  }
  if (contrary !== undefined) {
    source.problem(
      node,
      `${address} is both allowed and denied ${opcode}, see ${contrary}`,
      'one of the two; deny wins',
    )
  }
  for (const bit of bits) {
    const key = `${operation} ${bit} ${address}`
    if (!entries.has(key)) entries.set(key, node.path)
  }
}
