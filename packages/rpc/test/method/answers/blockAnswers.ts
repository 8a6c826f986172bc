import { expect } from 'vitest'
import type { MethodAnswers } from './MethodAnswers.ts'
import type { MethodChain } from './MethodChain.ts'

/** What `eth_` says of blocks. */
export function blockAnswers({ block, transactionHash }: MethodChain): MethodAnswers {
  return {
    eth_getBlockByNumber: {
      params: () => ['earliest', false],
      result: () =>
        expect.objectContaining({ number: '0x0', hash: block(0).hash, transactions: [] }),
    },
    eth_getBlockByHash: {
      params: () => [block(2).hash, false],
      result: () =>
        expect.objectContaining({
          number: '0x2',
          transactions: [transactionHash(2, 0), transactionHash(2, 1)],
        }),
    },
    eth_getHeaderByNumber: {
      params: () => ['0x1'],
      result: () => expect.objectContaining({ number: '0x1', hash: block(1).hash }),
    },
    eth_getHeaderByHash: {
      params: () => [block(1).hash],
      result: () => expect.objectContaining({ number: '0x1', parentHash: block(0).hash }),
    },
    eth_getBlockReceipts: {
      params: () => [block(2).hash],
      result: () => [
        expect.objectContaining({ transactionIndex: '0x0', logs: [expect.anything()] }),
        expect.objectContaining({ transactionIndex: '0x1', logs: [] }),
      ],
    },
    eth_getBlockTransactionCountByHash: { params: () => [block(2).hash], result: () => '0x2' },
    eth_getBlockTransactionCountByNumber: { params: () => ['0x1'], result: () => '0x1' },
    eth_getUncleCountByBlockHash: { params: () => [block(1).hash], result: () => '0x0' },
    eth_getUncleCountByBlockNumber: { params: () => ['0x1'], result: () => '0x0' },
    eth_getUncleByBlockHashAndIndex: { params: () => [block(1).hash, '0x0'], result: () => null },
    eth_getUncleByBlockNumberAndIndex: { params: () => ['0x1', '0x0'], result: () => null },
  }
}
