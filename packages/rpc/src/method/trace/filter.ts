import { resolveBlock } from '../../chain/resolveBlock.ts'
import { InvalidParameterError } from '../../error/InvalidParameterError.ts'
import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { quantity } from '../../format/quantity.ts'
import type { Json } from '../../jsonrpc/Json.ts'
import { readTraceFilter } from '../../parameter/readTraceFilter.ts'
import { required } from '../../parameter/required.ts'
import { blockTraces } from '../../trace/blockTraces.ts'
import { defineMethod } from '../defineMethod.ts'

/** Frames of a range of blocks by who called whom. The blocks are executed again, so that it takes few at once. */
export const filter = defineMethod({
  name: 'trace_filter',
  parameters: [required('filter', readTraceFilter)],
  handle: async (context, { fromBlock, toBlock, fromAddress, toAddress, after, count }) => {
    const { ports, limits, signal } = context
    const first = resolveBlock(ports.chain, fromBlock).header.number
    const last = resolveBlock(ports.chain, toBlock).header.number
    if (last < first) throw new InvalidParameterError({ at: '', problem: 'invalid block range' })
    if (last - first >= limits.traceBlocks) {
      const until = quantity(first + limits.traceBlocks - 1)
      throw new LimitExceededError({
        limit: 'traceBlocks',
        allowed: limits.traceBlocks,
        problem: `${last - first + 1} blocks are too many`,
        remedy: `ask for at most ${limits.traceBlocks}`,
        hint: { fromBlock: quantity(first), toBlock: until },
      })
    }
    const matches = (list: readonly string[], address: string | null) =>
      list.length === 0 || (address !== null && list.includes(address))
    const found: Json[] = []
    let passed = 0
    for (let number = first; number <= last && found.length < count; number++) {
      signal.throwIfAborted()
      const block = resolveBlock(ports.chain, { kind: 'number', blockNumber: number })
      for (const { from, to, json } of await blockTraces(context, block)) {
        if (!matches(fromAddress, from) || !matches(toAddress, to)) continue
        if (passed++ >= after && found.length < count) found.push(json)
      }
    }
    return found
  },
})
