import type { Json } from '../../jsonrpc/Json.ts'
import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import type { CallFrame } from '../../port/TracePort.ts'
import { callTrace, framesOf } from '../../trace/callTrace.ts'
import { traceMinedTransaction } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Otterscan's numbers for what moves the native coin inside of a transaction. */
const KINDS: ReadonlyMap<string, number> = new Map([
  ['CALL', 0],
  ['SELFDESTRUCT', 1],
  ['CREATE', 2],
  ['CREATE2', 3],
])

/** Transfers, creations and self-destructions inside of a transaction. */
export const getInternalOperations = defineMethod({
  name: 'ots_getInternalOperations',
  parameters: [required('transactionHash', readHash)],
  handle: async (context, transactionHash) => {
    const trace = await traceMinedTransaction(context, transactionHash, [callTrace])
    return operationsIn(framesOf(trace))
  },
})

/** What failed has moved nothing. */
function operationsIn({ calls = [], error }: CallFrame): Json[] {
  if (error !== undefined) return []
  return calls.flatMap((call) => {
    const { type, from, to = null, value = '0x0' } = call
    const kind = KINDS.get(type)
    const isOperation =
      call.error === undefined && kind !== undefined && (type !== 'CALL' || value !== '0x0')
    return [...(isOperation ? [{ type: kind, from, to, value }] : []), ...operationsIn(call)]
  })
}
