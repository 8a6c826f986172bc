import { stringify } from 'yaml'
import { type DacProfile, dacProfiles } from './CharterFile.ts'
import { type CharterPreset, charterPresets } from './CharterPreset.ts'

export interface CharterTemplateOptions {
  readonly slug?: string
  readonly profile?: DacProfile
  /** Left empty in the file where it is not given, and the file is then not valid before it is filled in. */
  readonly managementContract?: string
}

const A = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const B = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'

const ABOUT = {
  open: 'Everybody may transact and deploy.',
  members: 'Only members may transact.',
  'members-deploy': 'Only members may transact, and only some of them may deploy contracts.',
  blocklist: 'Everybody may transact and deploy, but for those on the list.',
} as const satisfies Record<CharterPreset, string>

const SUBMIT = `  # - { operation: allow, opcode: SUBMIT, addresses: ["${A}", "${B}"] }`
const DEPLOY = `  # - { operation: allow, opcode: DEPLOY, addresses: ["${A}"] }`
const BAN = `  # - { operation: deny, opcode: SUBMIT, addresses: ["${B}"] }`

const EXAMPLES = {
  open: [DEPLOY, BAN],
  members: [SUBMIT],
  'members-deploy': [SUBMIT, DEPLOY],
  blocklist: [BAN],
} as const satisfies Record<CharterPreset, readonly string[]>

/** The text of a new charter file: what `mvm charter init` writes. */
export function charterTemplate(
  preset: CharterPreset,
  options: CharterTemplateOptions = {},
): string {
  const { slug = 'my-dac', profile = 'dev', managementContract } = options
  const value = (text: string): string => stringify(text).trimEnd()
  const management = managementContract === undefined ? '' : ` "${managementContract}"`
  const entry = (text: string, comment: string): string => `${text.padEnd(24)}# ${comment}`
  return `# ${ABOUT[preset]}
${entry(`slug: ${value(slug)}`, 'the DAC in addresses: <slug>.localhost')}
${entry(`profile: ${profile}`, dacProfiles.join(' | '))}
${entry('vision: ""', 'what the DAC wants to be')}
${entry('mission: ""', 'what it does for that')}
${entry(`preset: ${preset}`, `${Object.keys(charterPresets).join(' | ')}: permissions below are added to it`)}
# Who may (allow), or may not (deny), use an opcode (SSTORE, CREATE2 …) or an operation
# (SUBMIT, READ, DEPLOY, IPFS_PUT, IPFS_GET). An allow entry closes its opcode to everybody else.
permissions:
${EXAMPLES[preset].join('\n')}
# Tax on the native value of a transaction, in slices like an income tax: thresholds in MT,
# rates in basis points (100 = 1 %), at most 1000.
taxrates:
  # - { threshold: "1000", rate: 50 }
# treasury: "${A}"    # receives the tax; without it the management contract does
# The account, on this DAC's own chain, that may change all this later. It is never bound by it.
management_contract:${management}
`
}
