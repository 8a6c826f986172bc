import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { callTrace, framesOf } from '../../trace/callTrace.ts'
import { traceMinedTransaction } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** What a transaction reverted with; `0x` if it did not. */
export const getTransactionError = defineMethod({
  name: 'ots_getTransactionError',
  parameters: [required('transactionHash', readHash)],
  handle: async (context, transactionHash) => {
    const trace = await traceMinedTransaction(context, transactionHash, [callTrace])
    const { error, output } = framesOf(trace)
    return error === undefined ? '0x' : (output ?? '0x')
  },
})
