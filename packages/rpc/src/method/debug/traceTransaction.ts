import { optional } from '../../parameter/optional.ts'
import { readHash } from '../../parameter/readHash.ts'
import { readTraceConfig, structTrace } from '../../parameter/readTraceConfig.ts'
import { required } from '../../parameter/required.ts'
import { traceMinedTransaction } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Executes a mined transaction again and tells what it did, as geth's tracers do. */
export const traceTransaction = defineMethod({
  name: 'debug_traceTransaction',
  parameters: [
    required('transactionHash', readHash),
    optional('config', readTraceConfig, structTrace),
  ],
  handle: async (context, transactionHash, kind) => {
    const { results } = await traceMinedTransaction(context, transactionHash, [kind])
    return results[0] ?? null
  },
})
