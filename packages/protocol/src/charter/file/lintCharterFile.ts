import type { Address } from '../../account/Address.ts'
import { predeploys } from '../../genesis/predeploys.ts'
import { type CharterFile, type DacProfile, dacProfiles } from './CharterFile.ts'
import { type CharterPreset, charterPresets } from './CharterPreset.ts'
import type { CharterProblem } from './CharterProblem.ts'
import { readAddress } from './readAddress.ts'
import { readPermissions } from './readPermissions.ts'
import { readSlug } from './readSlug.ts'
import { readTaxrates } from './readTaxrates.ts'
import { readText } from './readText.ts'
import { readWord } from './readWord.ts'
import { type YamlNode, YamlSource } from './YamlSource.ts'

const KEYS = [
  'slug',
  'profile',
  'vision',
  'mission',
  'preset',
  'permissions',
  'taxrates',
  'treasury',
  'management_contract',
] as const

const RESERVED_PREFIX = predeploys.feeVault.slice(0, -4)
const PRESETS = Object.keys(charterPresets) as CharterPreset[]

/** What a charter file says, and all its mistakes in the order of the text. */
export type CharterLint =
  | { readonly file: CharterFile; readonly problems: readonly [] }
  | { readonly file?: undefined; readonly problems: readonly CharterProblem[] }

/**
 * Reads a charter in human form (YAML, spec 2.3) and collects all its mistakes. Only `slug` and
 * `management_contract` must be there; the profile is `strict` and the preset `open` unless the file says
 * otherwise.
 */
export function lintCharterFile(text: string): CharterLint {
  const source = new YamlSource(text)
  const values = source.isYaml ? source.mapping(source.root, KEYS) : undefined
  if (values === undefined) return { problems: source.problems }

  const slug = readSlug(source, values.slug)
  const profile: DacProfile = readWord(source, values.profile, dacProfiles) ?? 'strict'
  const preset = readWord(source, values.preset, PRESETS) ?? 'open'
  const vision = readText(source, values.vision)
  const mission = readText(source, values.mission)
  const permissions = readPermissions(source, values.permissions, preset)
  const taxrates = readTaxrates(source, values.taxrates)
  const treasury = source.isPresent(values.treasury)
    ? readAddress(source, values.treasury)
    : undefined
  const managementContract = readManagementContract(source, values.management_contract)

  const { problems } = source
  if (problems.length > 0 || slug === undefined || managementContract === undefined) {
    return { problems }
  }
  const rest = { vision, mission, permissions, taxrates, treasury, managementContract }
  return { file: { slug, profile, preset, ...rest }, problems: [] }
}

/** As `CharterRules.sol` has it: a predeploy sends nothing of its own, so it could never change the charter. */
function readManagementContract(source: YamlSource, at: YamlNode): Address | undefined {
  const address = readAddress(source, at)
  if (address === undefined || !address.startsWith(RESERVED_PREFIX)) return address
  source.problem(at, `${address} is kept for the system's contracts`, 'an account of yours')
  return undefined
}
