import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { formatReplay, readReplayTypes, replayKinds } from '../../trace/replay.ts'
import { traceableBlock } from '../../trace/traceableBlock.ts'
import { traceWholeBlock } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** A block's transactions executed again: the frames of each, and what it changed. */
export const replayBlockTransactions = defineMethod({
  name: 'trace_replayBlockTransactions',
  parameters: [required('block', readBlockReference), required('types', readReplayTypes)],
  handle: async (context, reference, types) => {
    const block = traceableBlock(context.ports.chain, reference)
    const traces = await traceWholeBlock(context, block, replayKinds(types))
    return traces.map((trace) => ({
      ...formatReplay(trace, types),
      transactionHash: trace.transactionHash,
    }))
  },
})
