import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readJson } from '../support/readJson.ts'
import { type MvmRun, runMvm } from '../support/runMvm.ts'
import { startDevnet, type TestDevnet } from '../support/startDevnet.ts'

vi.setConfig({ testTimeout: 180_000 })

describe('a DAC that lets only its members read', () => {
  let devnet: TestDevnet
  let folder: string
  let environment: Readonly<Record<string, string>>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mvm-cli-'))
    devnet = await startDevnet()
    environment = {
      MVM_L1_URL: devnet.l1.rpcUrl,
      MVM_RPC_URL: devnet.dacs[0]?.rpcUrl.replace('/demo', '') ?? '',
    }
    const [owner, member] = devnet.accounts
    const charter = [
      'slug: guild',
      'profile: dev',
      'vision: A guild.',
      'mission: To read among ourselves.',
      'preset: open',
      'permissions:',
      `  - { operation: allow, opcode: READ, addresses: ["${member?.address}"] }`,
      'taxrates: []',
      `treasury: "${owner?.address}"`,
      `management_contract: "${owner?.address}"`,
      '',
    ].join('\n')
    writeFileSync(join(folder, 'guild.yaml'), charter)
    const created = await mvm('dac', 'create', '--charter', 'guild.yaml', '--yes', '--json')
    expect(created.code, created.stdout + created.stderr).toBe(0)
  }, 180_000)
  afterAll(async () => {
    await devnet?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const mvm = (...words: string[]): Promise<MvmRun> => runMvm(words, { folder, environment })
  const key = (index: number) => devnet.accounts[index]?.privateKey as string

  test('is read by a member that has signed in, until it signs out', async () => {
    const verb = ['batch', 'verify', 'all', '--dac', 'guild', '--json']
    const before = readJson(await mvm(...verb))
    expect(before.warnings.join()).toContain('READ')
    const denied = await mvm('tx', 'status', `0x${'11'.repeat(32)}`, '--dac', 'guild', '--json')
    expect(denied.code).toBe(6)
    expect(readJson(denied).error).toMatchObject({
      code: 'AUTH_REQUIRED',
      remedy: expect.stringContaining('mvm account signin'),
    })

    const signedIn = await mvm(
      'account',
      'signin',
      '--dac',
      'guild',
      '--private-key',
      key(1),
      '--json',
    )
    expect(signedIn.code, signedIn.stdout + signedIn.stderr).toBe(0)
    expect(readJson(signedIn).data).toMatchObject({
      url: `${environment.MVM_RPC_URL}/guild`,
      address: devnet.accounts[1]?.address.toLowerCase(),
    })
    expect(signedIn.stdout).not.toMatch(/token/)
    const unknown = await mvm('tx', 'status', `0x${'11'.repeat(32)}`, '--dac', 'guild', '--json')
    expect(readJson(unknown).error).toMatchObject({ code: 'TRANSACTION_UNKNOWN' })
    const compared = readJson(await mvm(...verb))
    expect(compared.warnings.join()).not.toContain('READ')

    expect(
      readJson(await mvm('account', 'signout', '--dac', 'guild', '--json')).data,
    ).toMatchObject({
      wasSignedIn: true,
    })
    const again = await mvm('tx', 'status', `0x${'11'.repeat(32)}`, '--dac', 'guild', '--json')
    expect(readJson(again).error).toMatchObject({ code: 'AUTH_REQUIRED' })
  })

  test('is not read by somebody else who signs in, and is told so', async () => {
    const signedIn = await mvm(
      'account',
      'signin',
      '--dac',
      'guild',
      '--private-key',
      key(2),
      '--json',
    )
    expect(signedIn.code, signedIn.stdout + signedIn.stderr).toBe(0)
    const denied = await mvm('tx', 'status', `0x${'11'.repeat(32)}`, '--dac', 'guild', '--json')
    expect(denied.code).toBe(6)
    expect(readJson(denied).error).toMatchObject({ code: 'CHARTER_DENIED' })
    await mvm('account', 'signout', '--dac', 'guild')
  })

  test('is signed in at with a message of our own: a nonce that is more than one is not signed', async () => {
    const asked: string[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const { id, method } = JSON.parse(body)
      asked.push(method)
      const upstream = await fetch(`${environment.MVM_RPC_URL}/guild`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      const lie = { message: 'x', nonce: 'abcdefgh1234\nIssued At: 2026-01-01T00:00:00Z' }
      response.end(
        method === 'mvm_signInChallenge'
          ? JSON.stringify({ jsonrpc: '2.0', id, result: lie })
          : await upstream.text(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as AddressInfo
      const run = await mvm(
        ...['account', 'signin', '--dac', 'guild', '--private-key', key(1), '--json'],
        ...['--rpc-url', `http://127.0.0.1:${port}`],
      )
      expect(run.code).toBe(4)
      expect(asked).not.toContain('mvm_signIn')
    } finally {
      server.close()
    }
  })
})
