import { expect } from 'vitest'
import { alice, bob, scriptedAccounts } from '../../dac/testAccounts.ts'
import type { MethodAnswers } from './MethodAnswers.ts'
import type { MethodChain } from './MethodChain.ts'

/** `ots_` and `erigon_`. */
export function otterscanAnswers({ block, transactionHash }: MethodChain): MethodAnswers {
  return {
    erigon_getHeaderByNumber: {
      params: () => ['0x1'],
      result: () => expect.objectContaining({ hash: block(1).hash }),
    },
    ots_getApiLevel: { result: () => 8 },
    ots_hasCode: { params: () => [scriptedAccounts.echo, 'latest'], result: () => true },
    ots_traceTransaction: {
      params: () => [transactionHash(2, 1)],
      result: () => [
        {
          ...{ type: 'CALL', depth: 0, from: alice.address, to: bob.address, value: '0x1' },
          ...{ input: '0x12345678', output: '0x' },
        },
        {
          ...{ type: 'STATICCALL', depth: 1, from: bob.address, to: alice.address, value: null },
          ...{ input: '0x', output: '0x08' },
        },
      ],
    },
    ots_getInternalOperations: { params: () => [transactionHash(2, 1)], result: () => [] },
    ots_getTransactionError: { params: () => [transactionHash(2, 1)], result: () => '0x' },
    ots_getBlockDetails: {
      params: () => ['0x2'],
      result: () =>
        expect.objectContaining({
          block: expect.objectContaining({ hash: block(2).hash, transactionCount: 2 }),
          totalFees: `0x${(2n * 21_000n * 1_000_005n).toString(16)}`,
        }),
    },
    ots_getBlockDetailsByHash: {
      params: () => [block(1).hash],
      result: () => expect.objectContaining({ totalFees: '0x0' }),
    },
    ots_getBlockTransactions: {
      params: () => ['0x2', 1, 1],
      result: () => ({
        fullblock: expect.objectContaining({
          transactionCount: 2,
          transactions: [expect.objectContaining({ hash: transactionHash(2, 1) })],
        }),
        receipts: [expect.objectContaining({ transactionHash: transactionHash(2, 1), logs: null })],
      }),
    },
    ots_searchTransactionsBefore: {
      params: () => [alice.address, 0, 1],
      result: () => ({
        txs: [
          expect.objectContaining({ hash: transactionHash(2, 1) }),
          expect.objectContaining({ hash: transactionHash(2, 0) }),
        ],
        receipts: [
          expect.objectContaining({ timestamp: block(2).header.timestamp }),
          expect.objectContaining({ transactionIndex: '0x0' }),
        ],
        firstPage: true,
        lastPage: false,
      }),
    },
    ots_searchTransactionsAfter: {
      params: () => [alice.address, 1, 5],
      result: () =>
        expect.objectContaining({
          txs: [
            expect.objectContaining({ hash: transactionHash(2, 1) }),
            expect.objectContaining({ hash: transactionHash(2, 0) }),
          ],
          firstPage: true,
          lastPage: false,
        }),
    },
    ots_getTransactionBySenderAndNonce: {
      params: () => [bob.address, 0],
      result: () => null,
    },
    ots_getContractCreator: { params: () => [bob.address], result: () => null },
  }
}
