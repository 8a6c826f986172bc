import { firstBlockWhere } from '../../chain/firstBlockWhere.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import type { CallFrame } from '../../port/TracePort.ts'
import { callTrace, framesOf } from '../../trace/callTrace.ts'
import { traceWholeBlock } from '../../trace/traceTransactions.ts'
import { defineMethod } from '../defineMethod.ts'

/** Who created a contract, in which transaction; `null` for what is no contract, or was there from genesis. */
export const getContractCreator = defineMethod({
  name: 'ots_getContractCreator',
  parameters: [required('address', readAddress)],
  handle: async (context, address) => {
    const { chain, state } = context.ports
    const block = await firstBlockWhere(
      chain,
      async (at) => (await state.code(at, address)).length > 0,
      context.signal,
    )
    if (block === null || block.header.number === 0) return null
    for (const trace of await traceWholeBlock(context, block, [callTrace])) {
      const creator = creatorIn(framesOf(trace), address)
      if (creator !== null) return { hash: trace.transactionHash, creator }
    }
    return null
  },
})

function creatorIn(frame: CallFrame, address: string): string | null {
  const { type, from, to, error, calls = [] } = frame
  if (error !== undefined) return null
  if (type.startsWith('CREATE') && to === address) return from
  for (const call of calls) {
    const creator = creatorIn(call, address)
    if (creator !== null) return creator
  }
  return null
}
