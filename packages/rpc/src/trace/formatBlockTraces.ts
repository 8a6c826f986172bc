import type { Json } from '../jsonrpc/Json.ts'
import type { TransactionTrace } from '../port/TracePort.ts'

/** The traces of a block's transactions as `debug_` methods list them. */
export function formatBlockTraces(traces: readonly TransactionTrace[]): Json {
  return traces.map(({ transactionHash, results }) => ({
    txHash: transactionHash,
    result: results[0] ?? null,
  }))
}
