import { readFileSync } from 'node:fs'
import { asAddress } from '@mvm/protocol'
import { expect, it } from 'vitest'
import * as rpc from '../src/index.ts'

const page = readFileSync(new URL('../../../docs/json-rpc.md', import.meta.url), 'utf8')

it('names every method', () => {
  const words = new Set(page.match(/[A-Za-z0-9]+/g))
  const missing = [...rpc.developmentMethodTable.keys()].filter((name) => {
    const [namespace = '', method = ''] = name.split('_')
    return !page.includes(`\`${namespace}_`) || !(words.has(method) || page.includes(`\`${name}(`))
  })
  expect(missing).toEqual([])
})

it('states every limit as it is', () => {
  const stated = [...page.matchAll(/^\| `(\w+)` \| ([\d,]+) \|$/gm)].map(([, name, value]) => [
    name,
    Number(value?.replaceAll(',', '')),
  ])
  expect(Object.fromEntries(stated)).toEqual(rpc.defaultRpcLimits)
})

it('explains every error of our own by code and name', () => {
  const signer = asAddress(`0x${'00'.repeat(20)}`)
  const errors: rpc.RpcError[] = [
    new rpc.CharterDeniedError({
      address: signer,
      permission: 0x55,
      rule: 'denied',
      charterVersion: 1n,
    }),
    new rpc.DacUnknownError({ slug: '' }),
    new rpc.PrunedError({ what: '', earliestBlock: 0 }),
  ]
  for (const { rpcCode, code } of errors) expect(page).toContain(`| ${rpcCode} ${code} |`)
})
