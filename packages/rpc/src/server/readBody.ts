import type { IncomingMessage } from 'node:http'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { busyError } from './busyError.ts'
import type { RpcLimits } from './RpcLimits.ts'

/**
 * A request's body. What it takes is held as it comes, not as it is announced: announcing costs a client nothing.
 * Rejects with {@link LimitExceededError} when it is too large, or when there is no memory for it.
 *
 * @param hold takes bytes from the budget; `false` when there are not enough
 */
export function readBody(
  request: IncomingMessage,
  hold: (bytes: number) => boolean,
  limits: RpcLimits,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { requestBytes } = limits
    if (Number(request.headers['content-length']) > requestBytes) {
      reject(tooLarge(requestBytes))
      return
    }
    const chunks: Buffer[] = []
    let bytes = 0
    const refuse = (error: Error) => {
      request.off('data', take)
      chunks.length = 0
      reject(error)
    }
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > requestBytes) refuse(tooLarge(requestBytes))
      else if (!hold(chunk.length)) refuse(busyError(limits))
      else chunks.push(chunk)
    }
    request.on('data', take)
    request.once('end', () =>
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)),
    )
    request.once('error', refuse)
  })
}

function tooLarge(allowed: number): LimitExceededError {
  return new LimitExceededError({
    limit: 'requestBytes',
    allowed,
    problem: `the message is larger than ${allowed} bytes`,
    remedy: 'split it',
  })
}
