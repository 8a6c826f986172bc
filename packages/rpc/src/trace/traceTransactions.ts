import type { TraceKind } from '@mvm/protocol'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import type { MethodContext } from '../method/MethodContext.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import type { TransactionTrace } from '../port/TracePort.ts'

type Context = Pick<MethodContext, 'ports' | 'limits' | 'signal'>

/** All transactions of a block, recorded. */
export function traceWholeBlock(
  { ports, limits, signal }: Context,
  block: SealedHeader,
  kinds: readonly TraceKind[],
): Promise<readonly TransactionTrace[]> {
  return ports.trace.block(block, null, kinds, limits.traceBytes, signal)
}

/** A mined transaction, recorded; throws {@link InvalidInputError} for one that is in no block. */
export async function traceMinedTransaction(
  { ports, limits, signal }: Context,
  transactionHash: string,
  kinds: readonly TraceKind[],
): Promise<TransactionTrace> {
  const location = ports.chain.transactionLocation(transactionHash)
  if (location === null) throw new InvalidInputError({ problem: 'transaction not found' })
  const { block, index } = location
  const [trace] = await ports.trace.block(block, index, kinds, limits.traceBytes, signal)
  if (trace === undefined) throw new InvalidInputError({ problem: 'transaction not found' })
  return trace
}
