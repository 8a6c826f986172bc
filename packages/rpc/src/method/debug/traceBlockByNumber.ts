import { optional } from '../../parameter/optional.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { readTraceConfig, structTrace } from '../../parameter/readTraceConfig.ts'
import { required } from '../../parameter/required.ts'
import { formatBlockTraces } from '../../trace/formatBlockTraces.ts'
import { traceableBlock } from '../../trace/traceableBlock.ts'
import { traceWholeBlock } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Executes a block again and tells what its transactions did, as geth's tracers do. */
export const traceBlockByNumber = defineMethod({
  name: 'debug_traceBlockByNumber',
  parameters: [
    required('block', readBlockNumber),
    optional('config', readTraceConfig, structTrace),
  ],
  handle: async (context, reference, kind) => {
    const block = traceableBlock(context.ports.chain, reference)
    return formatBlockTraces(await traceWholeBlock(context, block, [kind]))
  },
})
