import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readJson } from '../support/readJson.ts'
import { type RunMvmOptions, runMvm } from '../support/runMvm.ts'
import { tempFolder } from '../support/tempFolder.ts'

async function explain(key: string, words: readonly string[], options: RunMvmOptions) {
  const run = await runMvm(['config', 'explain', key, '--json', ...words], options)
  const [{ value, source }] = readJson(run).data
  return { value, source }
}

test('a flag wins over the environment, that over mvm.toml, that over the user’s file, that over the default', async () => {
  const folder = tempFolder()
  const environment = { MVM_L1_URL: 'http://127.0.0.1:2' }
  expect(await explain('l1_url', [], { folder })).toEqual({
    value: 'http://127.0.0.1:9545',
    source: 'default',
  })
  const userFile = join(folder, '.config', 'mvm', 'config.toml')
  mkdirSync(join(folder, '.config', 'mvm'), { recursive: true })
  writeFileSync(userFile, 'l1_url = "http://127.0.0.1:4"\n')
  expect(await explain('l1_url', [], { folder })).toEqual({
    value: 'http://127.0.0.1:4',
    source: userFile,
  })
  writeFileSync(join(folder, 'mvm.toml'), 'l1_url = "http://127.0.0.1:3"\n')
  expect(await explain('l1_url', [], { folder })).toEqual({
    value: 'http://127.0.0.1:3',
    source: './mvm.toml',
  })
  expect(await explain('l1_url', [], { folder, environment })).toEqual({
    value: 'http://127.0.0.1:2',
    source: 'MVM_L1_URL',
  })
  const flag = ['--l1-url', 'http://127.0.0.1:1']
  expect(await explain('l1_url', flag, { folder, environment })).toEqual({
    value: 'http://127.0.0.1:1',
    source: '--l1-url',
  })
})

test('the user’s file is looked for in XDG_CONFIG_HOME', async () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'xdg', 'mvm'), { recursive: true })
  writeFileSync(join(folder, 'xdg', 'mvm', 'config.toml'), 'dac = "acme"\n')
  const environment = { XDG_CONFIG_HOME: join(folder, 'xdg') }
  expect((await explain('dac', [], { folder, environment })).value).toBe('acme')
})

test('a path in a file is relative to that file, and an empty variable is none', async () => {
  const folder = tempFolder()
  writeFileSync(
    join(folder, 'mvm.toml'),
    'l1_contracts = "deploy/contracts.json"\ndac = 4294967296\n',
  )
  const environment = { MVM_L1_CONTRACTS: '' }
  expect((await explain('l1_contracts', [], { folder, environment })).value).toBe(
    join(folder, 'deploy', 'contracts.json'),
  )
  expect((await explain('dac', [], { folder })).value).toBe('4294967296')
})

test('global options stand before or after the command', async () => {
  const folder = tempFolder()
  const url = 'http://127.0.0.1:7777'
  const before = await runMvm(['--json', '--rpc-url', url, 'config', 'explain', 'rpc_url'], {
    folder,
  })
  const after = await runMvm(['config', 'explain', 'rpc_url', '--rpc-url', url, '--json'], {
    folder,
  })
  expect(readJson(before).data[0].value).toBe(url)
  expect(before.stdout).toBe(after.stdout)
})

test.each([
  ['l1_url = ', /line 1, column/],
  ['l1url = "http://127.0.0.1:1"', /unknown key "l1url".*\n.*l1_url/],
  ['private_key = "0x12"', /belongs into a keystore/],
  ['rpc_url = "ftp://x"', /"ftp:\/\/x".*no URL/],
])('mvm.toml with %j is refused with 3', async (content, expected) => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'mvm.toml'), content)
  const run = await runMvm(['config', 'explain'], { folder })
  expect(run.code).toBe(3)
  expect(run.stderr).toMatch(expected)
})

test('a private key is never shown', async () => {
  const key = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
  const run = await runMvm(['config', 'explain', '--json'], {
    folder: tempFolder(),
    environment: { MVM_PRIVATE_KEY: key },
  })
  expect(run.stdout).toContain('"(hidden)"')
  expect(run.stdout + run.stderr).not.toContain(key.slice(2))
})
