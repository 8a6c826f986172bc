import { afterAll, describe, expect, it } from 'vitest'
import { methodTable } from '../../src/index.ts'
import { blockAnswers } from './answers/blockAnswers.ts'
import { chainAnswers } from './answers/chainAnswers.ts'
import { dacAnswers } from './answers/dacAnswers.ts'
import type { MethodAnswers } from './answers/MethodAnswers.ts'
import { startMethodChain, word } from './answers/MethodChain.ts'
import { nodeAnswers } from './answers/nodeAnswers.ts'
import { otterscanAnswers } from './answers/otterscanAnswers.ts'
import { stateAnswers } from './answers/stateAnswers.ts'
import { traceAnswers } from './answers/traceAnswers.ts'
import { transactionAnswers } from './answers/transactionAnswers.ts'

const chain = await startMethodChain()
const { server } = chain
afterAll(() => server[Symbol.asyncDispose]())

/** What each method answers on that chain; every method has an entry. */
const answers: MethodAnswers = {
  ...nodeAnswers(chain),
  ...chainAnswers(chain),
  ...blockAnswers(chain),
  ...transactionAnswers(chain),
  ...stateAnswers(chain),
  ...traceAnswers(chain),
  ...otterscanAnswers(chain),
  ...dacAnswers(chain),
}

/** These need more than a call: see the tests of filters, subscriptions and access. */
const elsewhere = [
  ...['eth_subscribe', 'eth_unsubscribe', 'eth_getFilterChanges', 'eth_getFilterLogs'],
  ...['mvm_signInChallenge', 'mvm_signIn', 'mvm_useSession'],
]

/** These change the chain or the pool, and so come last. */
const changing = ['eth_sendRawTransaction', 'eth_sendRawTransactionSync']
const ordered = [...Object.keys(answers).filter((name) => !changing.includes(name)), ...changing]

describe('every method', () => {
  it('is in the table below or in the tests of filters, subscriptions and access', () => {
    expect([...ordered, ...elsewhere].sort()).toEqual([...methodTable.keys()].sort())
  })

  it.each(ordered)('%s answers what the chain says', async (name) => {
    const { params = () => [], result } = answers[name] ?? { result: () => undefined }
    expect(await server.result(name, ...params())).toEqual(result())
  })

  it.each([
    ['eth_getBlockByNumber', ['0x99', false]],
    ['eth_getBlockByHash', [word('99'), true]],
    ['eth_getHeaderByNumber', ['0x99']],
    ['eth_getHeaderByHash', [word('99')]],
    ['eth_getBlockReceipts', ['0x99']],
    ['eth_getBlockTransactionCountByHash', [word('99')]],
    ['eth_getBlockTransactionCountByNumber', ['0x99']],
    ['eth_getUncleCountByBlockHash', [word('99')]],
    ['eth_getUncleCountByBlockNumber', ['0x99']],
    ['eth_getTransactionByBlockHashAndIndex', [word('99'), '0x0']],
    ['eth_getTransactionByBlockNumberAndIndex', ['0x1', '0x1']],
    ['eth_getTransactionByHash', [word('99')]],
    ['eth_getRawTransactionByHash', [word('99')]],
    ['eth_getTransactionReceipt', [word('99')]],
    ['mvm_batchByBlock', ['0x2']],
    ['mvm_finalityStatus', [word('99')]],
    ['mvm_forceInclusionStatus', ['0x9']],
    ['mvm_getCharter', ['0x0']],
  ])('%s answers null where there is nothing', async (name, params) => {
    expect(await server.result(name, ...params)).toBeNull()
  })
})
