import { encodeTransaction, permissionBits, toHex } from '@mvm/protocol'
import { AbiCoder, Interface } from 'ethers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SubmitOutcome } from '../../src/index.ts'
import { refusalWords } from '../../src/transaction/refusalWords.ts'
import { managementContract } from '../dac/TestCharter.ts'
import { TestServer } from '../dac/TestServer.ts'
import { alice, bob, scriptedAccounts } from '../dac/testAccounts.ts'
import { transfer } from '../dac/transactions.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  server.dac.chain.mine({})
})
afterAll(() => server[Symbol.asyncDispose]())

const solidity = new Interface([
  'error Error(string)',
  'error Panic(uint256)',
  'error Bad(uint256)',
])
const errorOf = (reason: string) => solidity.encodeErrorResult('Error', [reason])

describe('a simulated message', () => {
  it.each(['eth_call', 'eth_estimateGas'])(
    'that reverts gives code 3 with data: %s',
    async (method) => {
      const data = errorOf('not today')
      expect(await server.error(method, { to: scriptedAccounts.reverts, data })).toEqual({
        code: 3,
        message: 'execution reverted: not today',
        data,
      })
    },
  )

  it.each([
    ['without data', '0x', 'execution reverted'],
    ['with an error of its own', solidity.encodeErrorResult('Bad', [1]), 'execution reverted'],
    [
      'with an overflow',
      solidity.encodeErrorResult('Panic', [0x11]),
      'execution reverted: arithmetic underflow or overflow',
    ],
    [
      'with an unknown panic',
      solidity.encodeErrorResult('Panic', [0x99]),
      'execution reverted: unknown panic code: 0x99',
    ],
    ['with text', errorOf('für "alle"'), 'execution reverted: für "alle"'],
    ['with a cut error', errorOf('not today').slice(0, 140), 'execution reverted'],
    ['with a selector alone', '0x08c379a0', 'execution reverted'],
    [
      'with an offset into nowhere',
      `0x08c379a0${AbiCoder.defaultAbiCoder()
        .encode(['uint256'], [2n ** 255n])
        .slice(2)}`,
      'execution reverted',
    ],
  ])('that reverts %s says so', async (_what, data, message) => {
    const error = await server.error('eth_call', { to: scriptedAccounts.reverts, data })
    expect(error).toEqual({ code: 3, message, data })
  })

  it('that halts says why', async () => {
    expect(await server.error('eth_call', { to: scriptedAccounts.halts })).toEqual({
      code: -32000,
      message: 'out of gas',
    })
  })

  it('whose state is pruned says from where on there is state', async () => {
    expect(await server.error('eth_call', { to: scriptedAccounts.pruned })).toMatchObject({
      code: -32058,
      data: { earliestBlock: 2 },
    })
  })

  it.each(['eth_call', 'eth_estimateGas'])(
    'that the charter stops says by which rule: %s',
    async (method) => {
      const from = alice.address
      expect(await server.error(method, { from, to: scriptedAccounts.denied })).toEqual({
        code: -32050,
        message: `charter denied: ${from} may not SSTORE: the charter denies it to this signer`,
        data: { address: from, opcode: 'SSTORE', rule: 'denied', charterVersion: '0x1' },
      })
    },
  )

  it('that reverts without data because of a denial within is denied', async () => {
    const error = await server.error('eth_call', {
      from: alice.address,
      to: scriptedAccounts.deniedWithin,
    })
    expect(error).toMatchObject({ code: -32050, data: { opcode: 'SSTORE' } })
  })

  it('that reverts with data after a denial within keeps its data and names the denial', async () => {
    const data = errorOf('transfer failed')
    const from = alice.address
    expect(
      await server.error('eth_call', { from, to: scriptedAccounts.deniedWithin, data }),
    ).toEqual({
      code: 3,
      message: `execution reverted: transfer failed (the charter denied SSTORE to ${from})`,
      data,
    })
  })
})

describe('what nobody planned for', () => {
  it('is an internal error whose id stands in the log, and says nothing of the inside', async () => {
    const { code, message, data } = await server.error('eth_call', { to: scriptedAccounts.crashes })
    expect(code).toBe(-32603)
    const { errorId } = data as { errorId: string }
    expect(message).toBe(`internal error ${errorId}`)
    const line = server.logLines.find((logged) => logged.includes(errorId))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      method: 'eth_call',
      err: { type: 'TypeError', message: 'a secret of the implementation' },
    })
  })
})

describe('a submitted transaction', () => {
  const raw = () => toHex(encodeTransaction(transfer(server.dac.chainId)))
  const refused = async (outcome: SubmitOutcome) => {
    server.dac.pool.nextOutcome = outcome
    return server.error('eth_sendRawTransaction', raw())
  }

  it.each(Object.keys(refusalWords) as (keyof typeof refusalWords)[])(
    'that the pool refuses says it in the words of geth: %s',
    async (refusal) => {
      expect(await refused({ status: 'refused', refusal, detail: '' })).toEqual({
        code: -32003,
        message: refusalWords[refusal],
        data: { reason: refusal },
      })
    },
  )

  it('that the pool refuses says the figures', async () => {
    const outcome = { status: 'refused', refusal: 'NONCE_TOO_LOW', detail: 'next nonce 7' } as const
    expect((await refused(outcome)).message).toBe('nonce too low: next nonce 7')
    const whole = { ...outcome, detail: 'nonce too low: next nonce 7' }
    expect((await refused(whole)).message).toBe(whole.detail)
  })

  it('that the charter does not let in says by which rule', async () => {
    const [permission = 0] = permissionBits('CREATE') ?? []
    expect(await refused({ status: 'denied', signer: bob.address, permission })).toMatchObject({
      code: -32050,
      data: { address: bob.address, opcode: 'CREATE', rule: 'not allowed', charterVersion: '0x1' },
    })
  })

  it('that nobody can take now may come later', async () => {
    expect(await refused({ status: 'unavailable', reason: 'the sequencer is away' })).toMatchObject(
      {
        code: -32002,
        message: 'the sequencer is away',
      },
    )
  })

  it('of another chain is told so', async () => {
    const other = toHex(encodeTransaction(transfer(1)))
    const { code, message } = await server.error('eth_sendRawTransaction', other)
    expect(code).toBe(-32000)
    expect(message).toMatch(/^invalid chain id for signer: .*chain id 1 instead of 1088001/)
  })

  it('is known under its hash at once, and waited for no longer than asked', async () => {
    const { dac } = server
    const transaction = transfer(dac.chainId)
    const error = await server.error(
      'eth_sendRawTransactionSync',
      toHex(encodeTransaction(transaction)),
      20,
    )
    expect(error).toMatchObject({ code: 4, data: transaction.hash })
    expect(dac.listenerCount).toBe(0)
  })
})

describe('permissions', () => {
  const check = (query: object) => server.result('mvm_checkPermission', query)

  it.each([
    ['the deny list', { from: alice.address, opcode: 'SSTORE' }, false, 'denied', 'SSTORE'],
    ['the allow list', { from: alice.address, opcode: 'DEPLOY' }, true, 'allowed', 'CREATE'],
    [
      'missing on the allow list',
      { from: bob.address, opcode: 'deploy' },
      false,
      'not allowed',
      'CREATE',
    ],
    ['no entry', { from: bob.address, opcode: '0x54' }, true, 'unrestricted', 'SLOAD'],
    ['the forced bits', { from: bob.address, opcode: 'REVERT' }, true, 'always on', 'REVERT'],
    [
      'being the management contract',
      { from: managementContract, opcode: 'CREATE' },
      true,
      'management contract',
      'CREATE',
    ],
    [
      'calling the management contract',
      { from: bob.address, to: managementContract },
      true,
      'management contract',
      'SUBMIT',
    ],
    ['a plain call', { from: bob.address, to: alice.address }, true, 'unrestricted', 'SUBMIT'],
    [
      'a creation that is not allowed',
      { from: bob.address, data: '0x00' },
      false,
      'not allowed',
      'CREATE',
    ],
    ['a creation that is', { from: alice.address, data: '0x00' }, true, 'unrestricted', 'SUBMIT'],
  ])('are decided by %s', async (_what, query, allowed, rule, opcode) => {
    expect(await check(query)).toMatchObject({ allowed, rule, opcode, charterVersion: '0x1' })
  })

  it('do not know a management contract before block 1', async () => {
    expect(
      await server.result(
        'mvm_checkPermission',
        { from: managementContract, opcode: 'CREATE' },
        '0x0',
      ),
    ).toMatchObject({ allowed: false, rule: 'not allowed', charterVersion: '0x0' })
  })
})
