import { type CharterFile, type DacProfile, dacProfiles } from './CharterFile.ts'
import { type CharterPreset, charterPresets } from './CharterPreset.ts'
import type { CharterProblem } from './CharterProblem.ts'
import { isDnsLabel } from './isDnsLabel.ts'
import { readAddress } from './readAddress.ts'
import { readPermissions } from './readPermissions.ts'
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

const SLUG_ALLOWED =
  'the first part of a domain name: 1 to 63 of a–z, 0–9 and hyphens, no hyphen at either end'
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
  const managementContract = readAddress(source, values.management_contract)

  const { problems } = source
  if (problems.length > 0 || slug === undefined || managementContract === undefined) {
    return { problems }
  }
  const rest = { vision, mission, permissions, taxrates, treasury, managementContract }
  return { file: { slug, profile, preset, ...rest }, problems: [] }
}

function readSlug(source: YamlSource, at: YamlNode): string | undefined {
  const slug = source.scalar(at)
  if (slug === undefined) source.problem(at, 'is missing', SLUG_ALLOWED)
  else if (!isDnsLabel(slug)) source.problem(at, `"${slug}" cannot be a domain name`, SLUG_ALLOWED)
  else return slug
  return undefined
}
