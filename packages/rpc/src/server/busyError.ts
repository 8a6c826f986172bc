import { LimitExceededError } from '../error/LimitExceededError.ts'
import type { RpcLimits } from './RpcLimits.ts'

/** What is said to a message for which there is no memory left. */
export function busyError({ bufferedBytes }: RpcLimits): LimitExceededError {
  return new LimitExceededError({
    limit: 'bufferedBytes',
    allowed: bufferedBytes,
    problem: 'the node is busy with other requests',
    remedy: 'try again later',
  })
}
