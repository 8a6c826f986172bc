import { LogMatcher } from '../chain/LogMatcher.ts'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { checkLogFilter } from '../filter/checkLogFilter.ts'
import { readFlag } from '../parameter/readFlag.ts'
import { readLogFilter } from '../parameter/readLogFilter.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import type { Subscription } from './Subscription.ts'

/** The parameters of `eth_subscribe`: a kind, and a log filter or whether transactions should be whole. */
export function readSubscription(kind: string, options: unknown, limits: RpcLimits): Subscription {
  switch (kind) {
    case 'newHeads':
    case 'syncing':
      return { kind }
    case 'newPendingTransactions':
      return { kind, isFull: options === undefined ? false : readFlag(options, '1') }
    case 'logs': {
      const filter = readLogFilter(options ?? {}, '1')
      checkLogFilter(filter, limits)
      return { kind, matcher: new LogMatcher(filter.criteria) }
    }
    default:
      throw new InvalidParameterError({
        at: '0',
        problem: 'want newHeads, logs, newPendingTransactions or syncing',
      })
  }
}
