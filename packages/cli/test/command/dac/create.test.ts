import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bakeryCharter } from '../../support/bakeryCharter.ts'
import { devnetCli } from '../../support/devnetCli.ts'
import { readJson } from '../../support/readJson.ts'
import { runMvm } from '../../support/runMvm.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`

const devnet = await sharedDevnet()
const { account, data, environment, failure, folder, lower, mvm } = devnetCli(devnet)

test('dac list and dac info show what L1 has, dac info --wallet-json what a wallet takes', async () => {
  const [all, info, wallet] = await Promise.all([
    data('dac', 'list'),
    data('dac', 'info', 'demo'),
    mvm('dac', 'info', 'demo', '--wallet-json'),
  ])
  const [demo] = devnet.dacs
  // Others create some more meanwhile.
  expect(all.slice(0, 2).map(({ slug }: { slug: string }) => slug)).toEqual(['mvm-rangers', 'demo'])
  expect(all[1]).toMatchObject({ chainId: demo?.chainId, rpcUrl: demo?.rpcUrl })
  expect(info).toMatchObject({ chainId: demo?.chainId, profile: 'dev', creator: lower(0) })
  expect(info.heads.unsafe).toBeGreaterThanOrEqual(1)
  expect(JSON.parse(wallet.stdout)).toEqual({
    chainId: `0x${demo?.chainId.toString(16)}`,
    chainName: 'demo',
    nativeCurrency: { name: 'Metis Token', symbol: 'MT', decimals: 18 },
    rpcUrls: [demo?.rpcUrl],
  })
  expect(await data('dac', 'info', String(demo?.chainId))).toMatchObject({ slug: 'demo' })
  expect((await failure(6, 'dac', 'info', 'nobody')).code).toBe('DAC_UNKNOWN')
})

test('charter init, lint, dac create, charter show and check go together', async () => {
  const charter = bakeryCharter(account, { slug: 'acme', manager: 0 })
  writeFileSync(join(folder, 'acme.yaml'), charter)
  writeFileSync(join(folder, 'broken.yaml'), charter.replace('SUBMIT', 'SUBMITT'))

  const broken = await mvm('dac', 'create', '--charter', 'broken.yaml')
  expect(broken.code).toBe(3)
  expect(broken.stderr).toMatch(/broken\.yaml:5:33: .*did you mean SUBMIT/)

  const create = ['dac', 'create', '--charter', 'acme.yaml']
  const [preview, call] = await Promise.all([
    data(...create, '--dry-run'),
    data(...create, '--calldata'),
  ])
  expect(preview).toMatchObject({ isDryRun: true, slug: 'acme', from: lower(0), burn: '0' })
  expect(preview.call).toEqual(call)
  expect(call).toMatchObject({ to: devnet.l1.contracts.comCo?.toLowerCase(), value: '0' })
  expect((await failure(6, 'dac', 'info', 'acme')).code).toBe('DAC_UNKNOWN')

  const run = await mvm(...create, '--json')
  const created = readJson(run).data
  expect(run.stderr).toContain(`development account 0 (${account(0).address}) signs`)
  expect(created).toMatchObject({
    slug: 'acme',
    chainId: preview.chainId,
    rpcUrl: `${environment.MVM_RPC_URL}/acme`,
    creator: lower(0),
    isServed: true,
  })

  const again = readJson(await mvm(...create, '--json'))
  expect(again.data.chainId).toBe(created.chainId)
  expect(again.warnings[0]).toContain('created before')
  const stranger = ['--private-key', account(4).privateKey]
  expect((await failure(6, ...create, ...stranger)).code).toBe('SLUG_UNAVAILABLE')

  const shown = await mvm('charter', 'show', '--dac', 'acme')
  const checked = await runMvm(['charter', 'lint', '-', '--json'], {
    ...{ folder, environment, stdin: shown.stdout },
  })
  expect(readJson(checked).data).toMatchObject({ slug: 'acme', profile: 'dev' })
  const { permissions, taxrates, version } = await data('charter', 'show', '--dac', 'acme')
  expect({ permissions, taxrates, version }).toEqual({
    permissions: [
      { operation: 'allow', opcode: 'DEPLOY', addresses: [lower(2)] },
      { operation: 'allow', opcode: 'SUBMIT', addresses: [lower(1)] },
      { operation: 'deny', opcode: 'SSTORE', addresses: [lower(3)] },
    ],
    taxrates: [{ threshold: '1000', rate: 50 }],
    version: 1,
  })

  const send = ['tx', 'send', '--dac', 'acme', '--to', SOMEBODY, '--gas-limit', '21000']
  const denied = await failure(6, ...send, ...stranger)
  expect(denied.code).toBe('CHARTER_DENIED')
  expect(denied.remedy).toContain('mvm charter check')

  const check = ['charter', 'check', '--dac', 'acme', '--address']
  const [member, outsider, deployer] = await Promise.all([
    data(...check, account(1).address),
    data(...check, account(4).address),
    data(...check, account(2).address, '--opcode', 'DEPLOY'),
  ])
  expect(member).toMatchObject({ allowed: true, opcode: 'SUBMIT', rule: 'allowed' })
  expect(outsider).toMatchObject({ allowed: false, opcode: 'SUBMIT', rule: 'not allowed' })
  expect(deployer).toMatchObject({ allowed: true, opcode: 'CREATE', charterVersion: 1 })
})
