import { readFileSync } from 'node:fs'
import { parse, TomlError } from 'smol-toml'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { type SettingKey, settingTable } from './settingTable.ts'

type FileSettings = Readonly<Partial<Record<SettingKey, string>>>

const KEYS = (Object.keys(settingTable) as SettingKey[]).filter(
  (key) => settingTable[key].toml !== null,
)

/** The settings in a TOML file; none where there is no such file. Throws {@link ConfigurationError}. */
export function readConfigurationFile(path: string): FileSettings {
  const text = readText(path)
  if (text === undefined) return {}
  const allowed = KEYS.map((key) => settingTable[key].toml).join(', ')
  const fail = (problem: string, cause?: unknown) =>
    new ConfigurationError({
      source: path,
      problem,
      remedy: `Correct the file; its keys are ${allowed}.`,
      cause,
    })
  let values: Readonly<Record<string, unknown>>
  try {
    values = parse(text)
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause
    const [reason = ''] = cause.message.replace('Invalid TOML document: ', '').split('\n')
    throw fail(`is not TOML: line ${cause.line}, column ${cause.column}: ${reason}`, cause)
  }
  const settings: Partial<Record<SettingKey, string>> = {}
  for (const [name, value] of Object.entries(values)) {
    const key = KEYS.find((candidate) => settingTable[candidate].toml === name)
    if (name === 'private_key') throw fail('holds a private key, which belongs into a keystore')
    if (key === undefined) throw fail(`has the unknown key "${name}"`)
    if (typeof value !== 'string' && typeof value !== 'number') throw fail(`: "${name}" is no text`)
    settings[key] = String(value)
  }
  return settings
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigurationError({
      source: path,
      problem: `cannot be read: ${reason}`,
      remedy: 'Correct its permissions, or remove it.',
      cause,
    })
  }
}
