import { expect, test } from 'vitest'
import { devnetCli } from '../../support/devnetCli.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`
const MT = 10n ** 18n

const devnet = await sharedDevnet()
const { account, data, failure, lower } = devnetCli(devnet)

test('bridge deposit, withdraw, prove and finalize move MT there and back', async () => {
  const signing = ['--private-key', account(4).privateKey]
  const dac = ['--dac', 'demo', ...signing]
  const deposit = ['bridge', 'deposit', ...dac, '--amount', '5mt', '--to', SOMEBODY]
  expect(await data(...deposit, '--dry-run')).toMatchObject({ isDryRun: true, from: lower(4) })
  const call = await data(...deposit, '--calldata')
  expect(call).toMatchObject({ to: devnet.l1.contracts.l1StandardBridge?.toLowerCase() })
  expect(await data(...deposit)).toMatchObject({
    status: 'enqueued',
    amount: String(5n * MT),
    to: SOMEBODY,
  })

  const none = await data('tx', 'send', ...dac, '--to', SOMEBODY, '--value', '1')
  const error = await failure(6, 'bridge', 'status', none.transactionHash, '--dac', 'demo')
  expect(error.code).toBe('MESSAGE_UNKNOWN')

  const withdrawn = await data('bridge', 'withdraw', ...dac, '--amount', '2mt')
  expect(withdrawn).toMatchObject({ to: lower(4), amount: String(2n * MT) })
  const { transactionHash, withdrawalHash } = withdrawn
  const step = (verb: string) => data('bridge', verb, transactionHash, ...dac)
  const status = () => data('bridge', 'status', transactionHash, '--dac', 'demo')
  expect(['begun', 'asserted']).toContain((await status()).stage)
  const early = await failure(6, 'bridge', 'finalize', transactionHash, ...dac)
  expect(early.code).toBe('WITHDRAWAL_NOT_PROVEN')

  expect(await step('prove')).toMatchObject({ withdrawalHash, status: 'proven' })
  expect(await step('prove')).toMatchObject({ status: 'proven', l1TransactionHash: null })
  expect(['proven', 'payable']).toContain((await status()).stage)
  const paid = await step('finalize')
  expect(paid).toMatchObject({ withdrawalHash, target: lower(4), amount: String(2n * MT) })
  expect(await step('finalize')).toMatchObject({ status: 'finalized', l1TransactionHash: null })
  expect(await status()).toMatchObject({ stage: 'finalized', amount: String(2n * MT) })
})
