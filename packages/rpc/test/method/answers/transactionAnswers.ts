import { expect } from 'vitest'
import { alice, bob, scriptedAccounts } from '../../dac/testAccounts.ts'
import { transfer } from '../../dac/transactions.ts'
import type { MethodAnswers } from './MethodAnswers.ts'
import { type MethodChain, word } from './MethodChain.ts'

/** What `eth_` says of transactions and logs. */
export function transactionAnswers({
  block,
  encoded,
  transactionHash,
  server,
}: MethodChain): MethodAnswers {
  return {
    eth_sendRawTransaction: {
      params: () => [`0x${Buffer.from(encoded({ nonce: 3n })).toString('hex')}`],
      result: () => transfer(server.dac.chainId, { nonce: 3n }).hash,
    },
    eth_sendRawTransactionSync: {
      params: () => {
        server.dac.pool.onAccepted = () =>
          server.dac.chain.mine({ transactions: server.dac.pool.take() })
        return [`0x${Buffer.from(encoded({ nonce: 5n })).toString('hex')}`, '0x1388']
      },
      result: () =>
        expect.objectContaining({
          status: '0x1',
          blockNumber: '0x3',
          transactionHash: transfer(server.dac.chainId, { nonce: 5n }).hash,
        }),
    },
    eth_getTransactionByBlockHashAndIndex: {
      params: () => [block(2).hash, '0x1'],
      result: () => expect.objectContaining({ hash: transactionHash(2, 1), nonce: '0x1' }),
    },
    eth_getTransactionByBlockNumberAndIndex: {
      params: () => ['0x1', '0x0'],
      result: () => expect.objectContaining({ type: '0x7e' }),
    },
    eth_getTransactionByHash: {
      params: () => [transfer(server.dac.chainId, { nonce: 4n }).hash],
      result: () => expect.objectContaining({ nonce: '0x4', from: alice.address }),
    },
    eth_getRawTransactionByHash: {
      params: () => [transactionHash(2, 1)],
      result: () => `0x${Buffer.from(encoded({ nonce: 1n })).toString('hex')}`,
    },
    eth_getTransactionReceipt: {
      params: () => [transactionHash(2, 1)],
      result: () => expect.objectContaining({ gasUsed: '0x5208', cumulativeGasUsed: '0xa410' }),
    },
    eth_getTransactionBySenderAndNonce: {
      params: () => [alice.address, '0x4'],
      result: () => expect.objectContaining({ nonce: '0x4', blockHash: null }),
    },
    eth_fillTransaction: {
      params: () => [{ from: alice.address, to: bob.address, value: '0x1' }],
      result: () => ({
        raw: expect.stringMatching(/^0x02/),
        tx: expect.objectContaining({
          ...{ type: '0x2', chainId: '0x109a01', from: alice.address, to: bob.address },
          ...{ nonce: '0x3', gas: '0xcf08', value: '0x1', input: '0x', accessList: [] },
          ...{ maxFeePerGas: '0x1e8483', maxPriorityFeePerGas: '0x3', r: '0x0', s: '0x0' },
        }),
      }),
    },
    eth_getLogs: {
      params: () => [{ fromBlock: 'earliest', topics: [[word('1'), `0x${'01'.repeat(32)}`]] }],
      result: () => [
        {
          address: scriptedAccounts.logger,
          topics: [`0x${'01'.repeat(32)}`],
          data: '0xcafe',
          blockNumber: '0x2',
          blockHash: block(2).hash,
          blockTimestamp: '0x4',
          transactionHash: transactionHash(2, 0),
          transactionIndex: '0x0',
          logIndex: '0x0',
          removed: false,
        },
      ],
    },
    eth_newFilter: {
      params: () => [{}],
      result: () => expect.stringMatching(/^0x[1-9a-f][0-9a-f]{20,31}$/),
    },
    eth_newBlockFilter: { result: () => expect.stringMatching(/^0x[1-9a-f][0-9a-f]{20,31}$/) },
    eth_newPendingTransactionFilter: {
      result: () => expect.stringMatching(/^0x[1-9a-f][0-9a-f]{20,31}$/),
    },
    eth_uninstallFilter: { params: () => ['0x12'], result: () => false },
  }
}
