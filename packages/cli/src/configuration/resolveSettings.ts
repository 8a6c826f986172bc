import { dirname, join, resolve } from 'node:path'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { configurationFolder } from './configurationFolder.ts'
import { readConfigurationFile } from './readConfigurationFile.ts'
import type { Setting, Settings } from './Settings.ts'
import { type SettingKey, settingTable } from './settingTable.ts'

export interface SettingsSources {
  /** Options of the command line by their camel-case names; others than settings are passed over. */
  readonly flags: Readonly<Record<string, unknown>>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where `./mvm.toml` is looked for. */
  readonly workingFolder: string
}

/**
 * Settings by precedence: flag, environment `MVM_…`, `./mvm.toml`, the user's `config.toml`, default (spec 6.4). An
 * empty environment variable counts as unset. Paths in a file are relative to that file.
 * Throws {@link ConfigurationError} for a file or a value that cannot be used.
 */
export function resolveSettings(sources: SettingsSources): Settings {
  const { flags, environment, workingFolder } = sources
  const userFolder = configurationFolder(environment)
  const files = [
    { source: './mvm.toml', path: join(workingFolder, 'mvm.toml') },
    { source: join(userFolder, 'config.toml'), path: join(userFolder, 'config.toml') },
  ].map(({ source, path }) => ({ source, path, values: readConfigurationFile(path) }))

  const resolved: Partial<Record<SettingKey, Setting>> = {}
  for (const key of Object.keys(settingTable) as SettingKey[]) {
    const spec = settingTable[key]
    const flag = flags[key]
    const candidates = [
      { value: typeof flag === 'string' ? flag : undefined, source: flagName(spec.flag) },
      { value: environment[spec.environment] || undefined, source: spec.environment },
      ...files.map(({ source, path, values }) => {
        const value = values[key]
        const isPath = spec.kind === 'path' && value !== undefined && !isAddress(value)
        return { value: isPath ? resolve(dirname(path), value) : value, source }
      }),
      {
        value: key === 'keystore' ? join(userFolder, 'keystore') : spec.fallback,
        source: 'default',
      },
    ]
    const rank = candidates.findIndex(({ value }) => value !== undefined)
    const winner = candidates[rank]
    if (winner?.value === undefined) continue
    if (spec.kind === 'url') requireUrl(winner.value, winner.source)
    resolved[key] = { value: winner.value, source: winner.source, rank }
  }
  return resolved
}

function flagName(flags: string): string {
  return flags.split(' ')[0] ?? flags
}

function isAddress(text: string): boolean {
  return /^0x[0-9a-fA-F]{40}$/.test(text)
}

function requireUrl(text: string, source: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return
  throw new ConfigurationError({
    source,
    problem: `is "${text}", which is no URL of a JSON-RPC over HTTP`,
    remedy: 'Give a URL such as http://127.0.0.1:8545.',
  })
}
