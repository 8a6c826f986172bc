import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { callTrace, framesOf } from '../../trace/callTrace.ts'
import { flattenFrames } from '../../trace/flattenFrames.ts'
import { traceMinedTransaction } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Every frame of a mined transaction; `null` while it is in no block. */
export const transaction = defineMethod({
  name: 'trace_transaction',
  parameters: [required('transactionHash', readHash)],
  handle: async (context, transactionHash) => {
    const location = context.ports.chain.transactionLocation(transactionHash)
    if (location === null) return null
    const { block, index } = location
    const trace = await traceMinedTransaction(context, transactionHash, [callTrace])
    const place = {
      blockHash: block.hash,
      blockNumber: block.header.number,
      transactionHash,
      transactionPosition: index,
    }
    return flattenFrames(framesOf(trace), place).map(({ json }) => json)
  },
})
