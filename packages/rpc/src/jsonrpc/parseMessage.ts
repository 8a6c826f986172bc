import { isUtf8 } from 'node:buffer'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { ParseError } from '../error/ParseError.ts'
import type { RpcLimits } from '../server/RpcLimits.ts'
import { exceedsDepth } from './exceedsDepth.ts'

/** The JSON value of a message. Throws {@link ParseError}, or {@link LimitExceededError} if it nests too deep. */
export function parseMessage(message: Buffer, { jsonDepth }: RpcLimits): unknown {
  if (!isUtf8(message)) throw new ParseError({ problem: 'the message is not UTF-8' })
  if (exceedsDepth(message, jsonDepth)) {
    throw new LimitExceededError({
      limit: 'jsonDepth',
      allowed: jsonDepth,
      problem: `the message nests deeper than ${jsonDepth}`,
      remedy: 'no method needs that',
    })
  }
  try {
    return JSON.parse(message.toString('utf8')) as unknown
  } catch (cause) {
    throw new ParseError({ problem: 'the message is not JSON', cause })
  }
}
