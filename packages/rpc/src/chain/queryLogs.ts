import type { ChainLog } from '@mvm/protocol'
import { InvalidInputError } from '../error/InvalidInputError.ts'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { quantity } from '../format/quantity.ts'
import { FewAtOnce } from '../jsonrpc/FewAtOnce.ts'
import { type BlockReference, latestBlock } from '../parameter/BlockReference.ts'
import type { LogFilter } from '../parameter/readLogFilter.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { LogQuery } from '../port/LogQuery.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import { blockLogs } from './blockLogs.ts'
import { findBlock } from './findBlock.ts'
import { LogMatcher } from './LogMatcher.ts'

/** Of this thread, whatever DAC is searched. */
const logScans = new FewAtOnce()

/**
 * The logs that a filter asks for. Throws {@link LimitExceededError} with a range that works when it spans too
 * many blocks or has too many logs, {@link InvalidParameterError} for a range that cannot be.
 */
export async function queryLogs(
  chain: ChainPort,
  filter: LogFilter,
  limits: RpcLimits,
  signal: AbortSignal,
): Promise<readonly ChainLog[]> {
  if (filter.blockHash !== undefined) return logsOfBlock(chain, filter)
  const headNumber = chain.head('unsafe').header.number
  const fromBlock = numberOf(chain, filter.fromBlock ?? latestBlock)
  const toBlock = numberOf(chain, filter.toBlock ?? latestBlock)
  if (fromBlock > toBlock) {
    throw new InvalidParameterError({ at: '', problem: 'invalid block range params' })
  }
  if (toBlock > headNumber) {
    throw new InvalidParameterError({
      at: '',
      problem: 'block range extends beyond current head block',
    })
  }
  const query: LogQuery = { ...filter.criteria, fromBlock, toBlock }
  checkSpan(query, limits)
  const { logs, completeTo } = await logScans.run(
    () => chain.logs(query, limits.logs, signal),
    signal,
  )
  if (completeTo < toBlock) throw tooManyLogs(query, completeTo, limits)
  return logs
}

function logsOfBlock(chain: ChainPort, { blockHash, criteria }: LogFilter): readonly ChainLog[] {
  const block = chain.headerByHash(blockHash ?? '')
  if (block === null) throw new InvalidInputError({ problem: 'unknown block' })
  const matcher = new LogMatcher(criteria)
  if (!matcher.mayMatch(block.header.logsBloom)) return []
  const logs = blockLogs({ ...block, receipts: chain.receipts(block) })
  return logs.filter((log) => matcher.matches(log))
}

/** A number above the head stays itself. */
function numberOf(chain: ChainPort, reference: BlockReference): number {
  if (reference.kind === 'number') return reference.blockNumber
  return findBlock(chain, reference)?.header.number ?? 0
}

function checkSpan({ fromBlock, toBlock }: LogQuery, { logBlocks }: RpcLimits): void {
  const span = toBlock - fromBlock + 1
  if (span <= logBlocks) return
  throw new LimitExceededError({
    limit: 'logBlocks',
    allowed: logBlocks,
    problem: `the range has ${span} blocks, at most ${logBlocks} are allowed`,
    ...splitHint(fromBlock, fromBlock + logBlocks - 1),
  })
}

function tooManyLogs(query: LogQuery, completeTo: number, { logs }: RpcLimits): LimitExceededError {
  const problem = `the query has more than ${logs} results`
  if (completeTo >= query.fromBlock) {
    return new LimitExceededError({
      limit: 'logs',
      allowed: logs,
      problem,
      ...splitHint(query.fromBlock, completeTo),
    })
  }
  return new LimitExceededError({
    limit: 'logs',
    allowed: logs,
    problem: `${problem} in block ${query.fromBlock} alone`,
    remedy: 'narrow the addresses or topics, or ask eth_getBlockReceipts',
  })
}

function splitHint(fromBlock: number, toBlock: number) {
  const [from, to] = [quantity(fromBlock), quantity(toBlock)]
  return {
    remedy: `retry with the range [${from}, ${to}] and go on after it`,
    hint: { fromBlock: from, toBlock: to },
  }
}
