import { isUtf8 } from 'node:buffer'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { ParseError } from '../error/ParseError.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import { exceededShape } from './exceededShape.ts'

/** The JSON value of a message. Throws {@link ParseError}, or {@link LimitExceededError} if it is too deep or too wide. */
export function parseMessage(message: Buffer, limits: RpcLimits): unknown {
  if (!isUtf8(message)) throw new ParseError({ problem: 'the message is not UTF-8' })
  const limit = exceededShape(message, limits)
  if (limit !== null) {
    const allowed = limits[limit]
    const problem =
      limit === 'jsonDepth'
        ? `the message nests deeper than ${allowed}`
        : `the message has more than ${allowed} values`
    throw new LimitExceededError({ limit, allowed, problem, remedy: 'no method needs that' })
  }
  try {
    return JSON.parse(message.toString('utf8')) as unknown
  } catch (cause) {
    throw new ParseError({ problem: 'the message is not JSON', cause })
  }
}
