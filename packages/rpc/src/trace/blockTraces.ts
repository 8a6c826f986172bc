import type { MethodContext } from '../method/MethodContext.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { callTrace, framesOf } from './callTrace.ts'
import { type FlatTrace, flattenFrames } from './flattenFrames.ts'
import { traceWholeBlock } from './traceTransactions.ts'

/** All frames of a block in a row; none of genesis, which is not executed. */
export async function blockTraces(
  context: Pick<MethodContext, 'ports' | 'limits' | 'signal'>,
  block: SealedHeader,
): Promise<FlatTrace[]> {
  const { number } = block.header
  if (number === 0) return []
  const traces = await traceWholeBlock(context, block, [callTrace])
  return traces.flatMap((trace, transactionPosition) =>
    flattenFrames(framesOf(trace), {
      blockHash: block.hash,
      blockNumber: number,
      transactionHash: trace.transactionHash,
      transactionPosition,
    }),
  )
}
