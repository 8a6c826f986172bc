import { expect } from 'vitest'
import { testFrame } from '../../dac/TestTrace.ts'
import { alice, bob } from '../../dac/testAccounts.ts'
import type { MethodAnswers } from './MethodAnswers.ts'
import { type MethodChain, word } from './MethodChain.ts'

/** `debug_` and `trace_`. */
export function traceAnswers({ block, flatFrames, transactionHash }: MethodChain): MethodAnswers {
  return {
    debug_getRawHeader: { params: () => ['0x1'], result: () => expect.stringMatching(/^0xf902/) },
    debug_getRawBlock: { params: () => ['0x2'], result: () => expect.stringMatching(/^0xf9/) },
    debug_getRawReceipts: {
      params: () => ['latest'],
      result: () => [expect.stringMatching(/^0x02f9/), expect.stringMatching(/^0x02f9/)],
    },
    debug_getBadBlocks: { result: () => [] },
    debug_traceBlockByNumber: {
      params: () => ['0x2', { tracer: 'callTracer' }],
      result: () => [
        { txHash: transactionHash(2, 0), result: testFrame },
        { txHash: transactionHash(2, 1), result: testFrame },
      ],
    },
    debug_traceBlockByHash: {
      params: () => [block(1).hash],
      result: () => [
        {
          txHash: transactionHash(1, 0),
          result: { gas: 21_000, failed: false, returnValue: '0x', structLogs: [] },
        },
      ],
    },
    debug_traceTransaction: {
      params: () => [transactionHash(2, 1), { tracer: 'callTracer' }],
      result: () => testFrame,
    },
    debug_traceCall: {
      params: () => [{ to: bob.address }, 'latest', { tracer: 'prestateTracer' }],
      result: () => ({ [alice.address]: { balance: '0x5', nonce: 1 } }),
    },
    debug_getRawTransaction: { params: () => [word('5')], result: () => '0x' },
    trace_block: {
      params: () => ['0x2'],
      result: () => [0, 1].flatMap((position) => flatFrames(2, position)),
    },
    trace_transaction: {
      params: () => [transactionHash(2, 1)],
      result: () => flatFrames(2, 1),
    },
    trace_filter: {
      params: () => [
        { fromBlock: '0x0', toBlock: '0x2', fromAddress: [bob.address], after: 1, count: 1 },
      ],
      result: () => [flatFrames(2, 0)[1]],
    },
    trace_call: {
      params: () => [{ to: bob.address }, ['trace', 'stateDiff']],
      result: () => ({
        output: '0x',
        vmTrace: null,
        trace: flatFrames(null, 0),
        stateDiff: {
          [alice.address]: {
            balance: { '*': { from: '0x5', to: '0x4' } },
            nonce: { '*': { from: '0x1', to: '0x2' } },
            code: '=',
            storage: {},
          },
        },
      }),
    },
    trace_replayTransaction: {
      params: () => [transactionHash(2, 1), ['trace']],
      result: () => ({ output: '0x', stateDiff: null, vmTrace: null, trace: flatFrames(null, 0) }),
    },
    trace_replayBlockTransactions: {
      params: () => ['0x1', []],
      result: () => [
        {
          ...{ output: '0x', stateDiff: null, vmTrace: null, trace: [] },
          transactionHash: transactionHash(1, 0),
        },
      ],
    },
  }
}
