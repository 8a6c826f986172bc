import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { toSimulation } from '../../simulation/toSimulation.ts'
import { formatReplay, readReplayTypes, replayKinds } from '../../trace/replay.ts'
import { defineMethod } from '../defineMethod.ts'

/** A message executed on a block's state: its frames, and what it would change. */
export const call = defineMethod({
  name: 'trace_call',
  parameters: [
    required('transaction', readCall),
    required('types', readReplayTypes),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports, limits, signal }, message, types, block) => {
    const request = toSimulation(ports, { call: message, block })
    const kinds = replayKinds(types)
    return formatReplay(await ports.trace.call(request, kinds, limits.traceBytes, signal), types)
  },
})
