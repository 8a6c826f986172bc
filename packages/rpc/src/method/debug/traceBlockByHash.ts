import { optional } from '../../parameter/optional.ts'
import { readHash } from '../../parameter/readHash.ts'
import { readTraceConfig, structTrace } from '../../parameter/readTraceConfig.ts'
import { required } from '../../parameter/required.ts'
import { formatBlockTraces } from '../../trace/formatBlockTraces.ts'
import { traceableBlock } from '../../trace/traceableBlock.ts'
import { traceWholeBlock } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Executes a block again and tells what its transactions did, as geth's tracers do. */
export const traceBlockByHash = defineMethod({
  name: 'debug_traceBlockByHash',
  parameters: [required('blockHash', readHash), optional('config', readTraceConfig, structTrace)],
  handle: async (context, blockHash, kind) => {
    const block = traceableBlock(context.ports.chain, { kind: 'hash', blockHash })
    return formatBlockTraces(await traceWholeBlock(context, block, [kind]))
  },
})
