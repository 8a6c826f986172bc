import { contractInterface } from '@mvm/l1'
import { expect, test } from 'vitest'
import { devnetCli } from '../../support/devnetCli.ts'
import { sharedDevnet } from '../../support/sharedDevnet.ts'

/** Nobody has it. */
const SOMEBODY = `0x${'ab'.repeat(20)}`
const MT = 10n ** 18n

const devnet = await sharedDevnet()
const { account, data, lower } = devnetCli(devnet)

test('tx force goes through L1 and can be taken up again', async () => {
  const words = ['tx', 'force', '--dac', 'demo', '--private-key', account(7).privateKey]
  const forced = await data(...words, '--to', SOMEBODY, '--value', '2mt')
  expect(forced).toMatchObject({ isIncluded: false, from: lower(7), value: String(2n * MT) })
  const included = await data(...words, '--resume', forced.l1TransactionHash, '--wait')
  expect(included).toMatchObject({
    transactionHash: forced.transactionHash,
    isIncluded: true,
    isSuccess: true,
    batch: { isForced: false },
  })
  const status = ['tx', 'status', forced.transactionHash, '--dac', 'demo', '--until', 'safe']
  expect(await data(...status)).toMatchObject({
    isSuccess: true,
    inclusion: 'deposit',
    blockNumber: included.blockNumber,
  })
  const call = await data(...words, '--to', SOMEBODY, '--calldata')
  const [chainId, to] = contractInterface('CanonicalTransactionChain').decodeFunctionData(
    'enqueue',
    call.data,
  )
  expect([Number(chainId), to.toLowerCase()]).toEqual([devnet.dacs[0]?.chainId, SOMEBODY])
})
