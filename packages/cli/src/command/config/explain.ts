import { InvalidArgumentError } from 'commander'
import { type SettingKey, settingTable } from '../../configuration/settingTable.ts'
import { formatTable } from '../../output/formatTable.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { signingOptions } from '../../program/signingOptions.ts'

/** `mvm config explain`: each setting with its value and the place that it comes from. */
export const explain = defineCommand({
  noun: 'config',
  verb: 'explain',
  summary: 'Shows each setting and the place that it comes from',
  examples: [
    'config explain',
    'config explain l1_url',
    'config explain rpc_url --rpc-url http://127.0.0.1:8600 --json',
  ],
  arguments: {
    key: { name: '[key]', description: 'one setting, named as in mvm.toml', parse: readKey },
  },
  options: { dac: dacOption, ...signingOptions },
  async handle({ settings }, { arguments: { key } }) {
    const keys = (Object.keys(settingTable) as SettingKey[]).filter(
      (candidate) => key === undefined || candidate === key,
    )
    const rows = keys.map((name) => {
      const setting = settings[name]
      // A key is never shown, whoever asks.
      const value = name === 'privateKey' && setting !== undefined ? '(hidden)' : setting?.value
      return { key: nameOf(name), value: value ?? null, source: setting?.source ?? null }
    })
    return {
      data: rows,
      text: formatTable(
        ['setting', 'value', 'from'],
        rows.map((row) => [row.key, row.value ?? '', row.source ?? '']),
      ),
    }
  },
})

function nameOf(key: SettingKey): string {
  return settingTable[key].toml ?? 'private_key'
}

function readKey(text: string): SettingKey | undefined {
  const keys = Object.keys(settingTable) as SettingKey[]
  const key = keys.find((candidate) => [candidate, nameOf(candidate)].includes(text))
  if (key === undefined) throw new InvalidArgumentError(`Allowed: ${keys.map(nameOf).join(', ')}.`)
  return key
}
