import { LimitExceededError } from '../error/LimitExceededError.ts'
import type { LogFilter } from '../parameter/readLogFilter.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'

/** Throws {@link LimitExceededError} for a filter with too many addresses or alternatives of a topic. */
export function checkLogFilter({ criteria }: LogFilter, limits: RpcLimits): void {
  for (const alternatives of [criteria.addresses, ...criteria.topics]) {
    if (alternatives.length <= limits.filterAlternatives) continue
    throw new LimitExceededError({
      limit: 'filterAlternatives',
      allowed: limits.filterAlternatives,
      problem: `the filter has ${alternatives.length} addresses or topics at one position`,
      remedy: `at most ${limits.filterAlternatives} are allowed, split it`,
    })
  }
}
