import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Settings } from '../../src/configuration/Settings.ts'
import { ConfigurationError } from '../../src/error/ConfigurationError.ts'
import { chooseKey } from '../../src/key/chooseKey.ts'
import { tempFolder } from '../support/tempFolder.ts'

const KEY = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
const ADDRESS = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const SEPOLIA = 11_155_111

const flag = (value: string) => ({ value, source: '--flag', rank: 0 })
const environment = (value: string) => ({ value, source: 'MVM_…', rank: 1 })

/** The form of a V3 keystore as far as it is looked at before it is unlocked. */
const keystoreJson = JSON.stringify({
  version: 3,
  address: ADDRESS.slice(2),
  id: '00000000-0000-4000-8000-000000000000',
  crypto: {},
})

test('a raw key is taken on development chains', () => {
  for (const chainId of [31_337, 1_337]) {
    expect(chooseKey({ privateKey: flag(KEY) }, chainId)).toMatchObject({
      kind: 'raw',
      address: ADDRESS,
    })
  }
  expect(chooseKey({ privateKey: flag(KEY.slice(2)) }, 31_337)).toMatchObject({ address: ADDRESS })
})

test.each(['flag', 'environment'])(
  'a raw key from the %s is refused on any other chain',
  (place) => {
    const settings: Settings = { privateKey: place === 'flag' ? flag(KEY) : environment(KEY) }
    expect(() => chooseKey(settings, SEPOLIA)).toThrow(/raw key.*11155111/)
  },
)

test('what is no key is refused, and not repeated in the message', () => {
  for (const text of ['0x12', 'f'.repeat(64), `${KEY}00`]) {
    try {
      chooseKey({ privateKey: flag(text) }, 31_337)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigurationError)
      expect((error as Error).message).not.toContain(text.replace('0x', ''))
    }
  }
})

test('without a key development account 0 signs on 31337, and nobody anywhere else', () => {
  expect(chooseKey({}, 31_337)).toMatchObject({
    kind: 'development',
    address: '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
  })
  for (const chainId of [1_337, 1, SEPOLIA]) {
    expect(() => chooseKey({}, chainId)).toThrow(ConfigurationError)
  }
})

test('a keystore is found by its name, with or without .json, and by its path', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'alice.json'), keystoreJson)
  writeFileSync(join(folder, 'bob'), keystoreJson)
  const keystore = { value: folder, source: 'default', rank: 4 }
  for (const name of ['alice', 'bob', join(folder, 'bob')]) {
    expect(chooseKey({ account: flag(name), keystore }, SEPOLIA)).toMatchObject({
      kind: 'keystore',
      address: ADDRESS,
    })
  }
  expect(() => chooseKey({ account: flag('carol'), keystore }, SEPOLIA)).toThrow(/carol/)
})

test('a file that is no keystore is refused', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'alice'), '{"version":1}')
  const keystore = { value: folder, source: 'default', rank: 4 }
  expect(() => chooseKey({ account: flag('alice'), keystore }, SEPOLIA)).toThrow(/no V3 keystore/)
})

test('between a raw key and a keystore the stronger place decides; from the same place both are refused', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'alice'), keystoreJson)
  const keystore = { value: folder, source: 'default', rank: 4 }
  const byFlag = { keystore, account: flag('alice'), privateKey: environment(KEY) }
  expect(chooseKey(byFlag, 31_337).kind).toBe('keystore')
  const byEnvironment = { keystore, account: environment('alice'), privateKey: flag(KEY) }
  expect(chooseKey(byEnvironment, 31_337).kind).toBe('raw')
  const both = { keystore, account: flag('alice'), privateKey: flag(KEY) }
  expect(() => chooseKey(both, 31_337)).toThrow(/two keys/)
})
