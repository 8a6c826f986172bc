import { exitWithUsage } from '../command/exitWithUsage.ts'
import { readCount } from '../command/readCount.ts'
import { readOptions } from '../command/readOptions.ts'

const usage = `Usage: npm run bench -- [transfers|charter|trace] [options]

  transfers  pre-signed ERC-20 transfers over JSON-RPC, beside anvil and Hardhat (the default)
  charter    what the charter's check costs a signer, in arithmetic and in ERC-20 transfers
  trace      63 commitments of the largest transactions, and all of an ERC-20 transfer's, beside the executor

  --transactions <n>  transfers to send (default 2000)
  --senders <n>       accounts that send them (default 20)
  --rounds <n>        how often each thing is measured (default 1; of the charter 200)
  --only <text>       of the traces those whose names begin so
`

const { values, positionals } = readOptions(usage, {
  transactions: { type: 'string', default: '2000' },
  senders: { type: 'string', default: '20' },
  rounds: { type: 'string' },
  only: { type: 'string', default: '' },
})
const [what = 'transfers', ...rest] = positionals
if (rest.length > 0) exitWithUsage(usage, 'name one benchmark')
const rounds = values.rounds === undefined ? undefined : readCount(usage, 'rounds', values.rounds)
const transactions = readCount(usage, 'transactions', values.transactions)
const senders = readCount(usage, 'senders', values.senders)
switch (what) {
  case 'transfers': {
    const { benchTransfers } = await import('./benchTransfers.ts')
    await benchTransfers({ transactions, senders, rounds: rounds ?? 1 })
    break
  }
  case 'charter': {
    const { benchCharter } = await import('./charter/benchCharter.ts')
    await benchCharter(rounds ?? 200)
    break
  }
  case 'trace': {
    const { benchTrace } = await import('./trace/benchTrace.ts')
    await benchTrace({ only: values.only, rounds: rounds ?? 1 })
    break
  }
  default:
    exitWithUsage(usage, `there is no benchmark ${what}`)
}
