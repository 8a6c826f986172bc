import { findBlock } from '../chain/findBlock.ts'
import { LogMatcher } from '../chain/LogMatcher.ts'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { BlockReference } from '../parameter/BlockReference.ts'
import type { LogFilter } from '../parameter/readLogFilter.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { FilterSubject } from './Filter.ts'

/** A filter for the logs to come; a range without `toBlock` or up to the head has no end. */
export function logSubject(chain: ChainPort, filter: LogFilter): FilterSubject {
  const firstBlock = boundOf(chain, filter.fromBlock) ?? 0
  const lastBlock = boundOf(chain, filter.toBlock) ?? Number.MAX_SAFE_INTEGER
  if (firstBlock > lastBlock) {
    throw new InvalidParameterError({ at: '', problem: 'invalid block range params' })
  }
  return { kind: 'logs', filter, matcher: new LogMatcher(filter.criteria), firstBlock, lastBlock }
}

function boundOf(chain: ChainPort, reference: BlockReference | undefined): number | undefined {
  if (reference === undefined) return undefined
  if (reference.kind === 'number') return reference.blockNumber
  if (reference.kind === 'tag' && (reference.tag === 'latest' || reference.tag === 'pending')) {
    return undefined
  }
  return findBlock(chain, reference)?.header.number
}
