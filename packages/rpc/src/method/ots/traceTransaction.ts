import type { Json } from '../../jsonrpc/Json.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import type { CallFrame } from '../../port/TracePort.ts'
import { callTrace, framesOf } from '../../trace/callTrace.ts'
import { traceMinedTransaction } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Every frame of a transaction in a row with its depth, as Otterscan shows them. */
export const traceTransaction = defineMethod({
  name: 'ots_traceTransaction',
  parameters: [required('transactionHash', readHash)],
  handle: async (context, transactionHash) => {
    const trace = await traceMinedTransaction(context, transactionHash, [callTrace])
    return listFrames(framesOf(trace), 0)
  },
})

function listFrames(frame: CallFrame, depth: number): Json[] {
  const { type, from, to, value, input, output = '0x', calls = [] } = frame
  const own = { type, depth, from, to: to ?? null, value: value ?? null, input, output }
  return [own, ...calls.flatMap((call) => listFrames(call, depth + 1))]
}
