import { expect, test } from 'vitest'
import { devnetCli } from '../../support/devnetCli.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`
const MT = 10n ** 18n
/** Creation code of a contract that answers 42. */
const CODE = '0x600a600c600039600a6000f3602a60005260206000f3'
/** Creation code that reverts. */
const REVERTING = '0x60006000fd'

const { account, data, failure, lower } = devnetCli(await sharedDevnet())

test('tx send signs, sends and waits; tx status follows it until it is safe', async () => {
  const send = ['tx', 'send', '--dac', 'demo', '--private-key', account(5).privateKey]
  const transfer = [...send, '--to', SOMEBODY, '--value', '1.5mt']
  expect(await data(...transfer, '--dry-run')).toMatchObject({
    isDryRun: true,
    from: lower(5),
    value: String((3n * MT) / 2n),
    tax: '0',
  })
  const sent = await data(...transfer)
  expect(sent).toMatchObject({
    isSuccess: true,
    from: lower(5),
    to: SOMEBODY,
    inclusion: 'sequenced',
  })
  const status = ['tx', 'status', sent.transactionHash, '--dac', 'demo']
  expect(await data(...status)).toMatchObject({ blockNumber: sent.blockNumber })
  expect(await data(...status, '--until', 'safe')).toMatchObject({
    transactionHash: sent.transactionHash,
    blockHash: sent.blockHash,
  })
  const created = await data(...send, '--data', CODE)
  expect(created.contractAddress).toMatch(/^0x[0-9a-f]{40}$/)
})

test('what is refused says why: reverted 5, no funds 6, unknown 6, late 7', async () => {
  const send = ['tx', 'send', '--dac', 'demo', '--private-key', account(6).privateKey]
  const unknown = `0x${'77'.repeat(32)}`
  const [simulated, poor, missing, late] = await Promise.all([
    failure(5, ...send, '--data', REVERTING),
    failure(6, ...send, '--to', SOMEBODY, '--value', '1000000mt'),
    failure(6, 'tx', 'status', unknown, '--dac', 'demo'),
    failure(7, 'tx', 'status', unknown, '--dac', 'demo', '--until', 'safe', '--timeout', '0.3'),
  ])
  expect(simulated.code).toBe('REVERTED')
  expect(poor.code).toBe('INSUFFICIENT_FUNDS')
  expect(missing.code).toBe('TRANSACTION_UNKNOWN')
  expect(late.code).toBe('TIMEOUT')
  const mined = await failure(5, ...send, '--data', REVERTING, '--gas-limit', '100000')
  expect(mined).toMatchObject({ code: 'TRANSACTION_REVERTED', details: { isSuccess: false } })
})
