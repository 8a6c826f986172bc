import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bakeryCharter } from '../../support/bakeryCharter.ts'
import { devnetCli } from '../../support/devnetCli.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

const MT = 10n ** 18n

const { account, data, failure, folder, lower } = devnetCli(await sharedDevnet())
const MANAGER = ['--private-key', account(1).privateKey]
const charter = bakeryCharter(account, { slug: 'brewery', manager: 1 })

test('charter diff, propose and history change the charter and say how; tax simulate goes by it', {
  timeout: 360_000,
}, async () => {
  const next = charter
    .replace(account(1).address, account(5).address)
    .replace('rate: 50', 'rate: 200')
    .replace('A bakery owned', 'A brewery owned')
  writeFileSync(join(folder, 'brewery.yaml'), charter)
  writeFileSync(join(folder, 'next.yaml'), next)
  await data('dac', 'create', '--charter', 'brewery.yaml', ...MANAGER)
  const dac = ['--dac', 'brewery']
  expect(await data('charter', 'diff', 'brewery.yaml', ...dac)).toMatchObject({ isSame: true })
  const different = await data('charter', 'diff', 'next.yaml', ...dac)
  expect(
    different.changes.map(({ sign, text }: Record<string, string>) => `${sign} ${text}`),
  ).toEqual([
    expect.stringContaining('~ vision: "A bakery owned'),
    `- allow SUBMIT: ${lower(1)}`,
    `+ allow SUBMIT: ${lower(5)}`,
    '~ taxrates: 50 bp from 1000 MT → 200 bp from 1000 MT',
  ])

  const propose = ['charter', 'propose', 'next.yaml', ...dac]
  const { calls } = await data(...propose, '--calldata')
  expect(calls).toHaveLength(4)
  const stranger = ['--private-key', account(4).privateKey]
  expect((await failure(6, ...propose, ...stranger)).code).toBe('NOT_MANAGEMENT_CONTRACT')
  expect(await data(...propose, '--dry-run', ...MANAGER)).toMatchObject({
    isDryRun: true,
    version: 1,
  })
  const deposit = ['bridge', 'deposit', '--amount', '5mt', '--to', account(1).address]
  await data(...deposit, ...dac, ...MANAGER)
  expect(await data(...propose, ...MANAGER)).toMatchObject({ version: 5 })
  expect(await data('charter', 'diff', 'next.yaml', ...dac)).toMatchObject({ isSame: true })
  expect(await data(...propose, ...MANAGER)).toMatchObject({ transactions: [] })

  const { revisions } = await data('charter', 'history', ...dac)
  expect(revisions.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3, 4, 5])
  expect(revisions[4]).toMatchObject({ event: 'TaxRatesSet' })
  expect(await data('charter', 'history', ...dac, '--revision', '1')).toMatchObject({
    version: 1,
    vision: 'A bakery owned by its neighbours.',
    taxrates: [{ threshold: '1000', rate: 50 }],
  })
  expect((await failure(6, 'charter', 'history', ...dac, '--revision', '9')).code).toBe(
    'CHARTER_VERSION_UNKNOWN',
  )

  const simulate = ['tax', 'simulate', '--value', '1500mt']
  const exit = '0x4200000000000000000000000000000000000010'
  const [byChain, byFile, leaving] = await Promise.all([
    data(...simulate, ...dac),
    data(...simulate, '--charter', 'brewery.yaml'),
    data(...simulate, ...dac, '--to', exit),
  ])
  expect(byChain).toMatchObject({ tax: String(10n * MT), total: String(1510n * MT) })
  expect(byChain.slices).toEqual([
    { threshold: String(1000n * MT), rate: 200, amount: String(500n * MT) },
  ])
  expect(byFile).toMatchObject({ tax: String((5n * MT) / 2n) })
  expect(leaving).toMatchObject({ tax: '0', slices: [] })
})
