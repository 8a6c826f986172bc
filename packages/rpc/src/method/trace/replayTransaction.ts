import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { formatReplay, readReplayTypes, replayKinds } from '../../trace/replay.ts'
import { traceMinedTransaction } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** A mined transaction executed again: its frames, and what it changed. */
export const replayTransaction = defineMethod({
  name: 'trace_replayTransaction',
  parameters: [required('transactionHash', readHash), required('types', readReplayTypes)],
  handle: async (context, transactionHash, types) => {
    const trace = await traceMinedTransaction(context, transactionHash, replayKinds(types))
    return formatReplay(trace, types)
  },
})
