import { resolveBlock } from '../../chain/resolveBlock.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { blockTraces } from '../../trace/blockTraces.ts'
import { defineMethod } from '../defineMethod.ts'

/** Every frame of a block's transactions, as OpenEthereum wrote them. */
export const block = defineMethod({
  name: 'trace_block',
  parameters: [required('block', readBlockReference)],
  handle: async (context, reference) => {
    const traces = await blockTraces(context, resolveBlock(context.ports.chain, reference))
    return traces.map(({ json }) => json)
  },
})
