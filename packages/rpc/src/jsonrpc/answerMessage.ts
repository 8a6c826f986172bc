import { InvalidRequestError } from '../error/InvalidRequestError.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { RequestTimeoutError } from '../error/RequestTimeoutError.ts'
import { answerBatch } from './answerBatch.ts'
import { answerRequest } from './answerRequest.ts'
import type { Exchange } from './Exchange.ts'
import { encodeError } from './encodeError.ts'
import { parseMessage } from './parseMessage.ts'
import { turns } from './Turns.ts'
import { toRpcError } from './toRpcError.ts'

/** The text that answers a message, a single request or a batch; `null` when nothing is to be answered. Never rejects. */
export async function answerMessage(message: Buffer, exchange: Exchange): Promise<string | null> {
  try {
    const turn = turns.begin()
    if (turn !== null) await turn
    if (exchange.deadline.isCancelled) return null
    if (exchange.deadline.isOver)
      throw new RequestTimeoutError({ timeoutMs: exchange.limits.requestTimeoutMs })
    const value = parseMessage(message, exchange.limits)
    if (!Array.isArray(value)) return await answerRequest(value, exchange)
    checkBatch(value, exchange)
    return await answerBatch(value, exchange)
  } catch (error) {
    return encodeError(null, toRpcError(error, exchange, ''))
  } finally {
    exchange.deadline.end()
  }
}

function checkBatch(items: readonly unknown[], { limits }: Exchange): void {
  if (items.length === 0) throw new InvalidRequestError({ problem: 'empty batch' })
  if (items.length > limits.batchItems) {
    throw new LimitExceededError({
      limit: 'batchItems',
      allowed: limits.batchItems,
      problem: `the batch has ${items.length} requests`,
      remedy: `at most ${limits.batchItems} are allowed, split it`,
    })
  }
}
