import { LimitExceededError } from '../error/LimitExceededError.ts'
import { RequestTimeoutError } from '../error/RequestTimeoutError.ts'
import type { RpcError } from '../error/RpcError.ts'
import { busyError } from '../server/busyError.ts'
import { answerRequest } from './answerRequest.ts'
import type { Exchange } from './Exchange.ts'
import { encodeError } from './encodeError.ts'
import { isNotification } from './isNotification.ts'
import { readRequestId } from './readRequestId.ts'
import { TimeSlice } from './TimeSlice.ts'

/** Requests of one batch that wait for something at a time. */
const MAX_WAITING = 32

/**
 * The answers of a batch, in its order, as the text of one array; `null` if all were notifications. Requests
 * begin in order. Once the answers are too large together, those that have not begun are refused and not executed, as
 * geth does: a batch must not cost more than what can be answered.
 */
export async function answerBatch(
  items: readonly unknown[],
  exchange: Exchange,
): Promise<string | null> {
  const answers: (string | null)[] = []
  const waiting = new Set<Promise<void>>()
  const slice = new TimeSlice()
  let size = 2
  let held = 0
  let isFull = false
  let isLeft = false

  const keep = (index: number, answer: string | null) => {
    if (isLeft) return
    if (answer === null) {
      answers[index] = null
      return
    }
    const answerSize = Buffer.byteLength(answer) + 1
    if (size + answerSize > exchange.limits.responseBytes) {
      isFull = true
      answers[index] = refuse(items[index], tooLargeTogether(exchange))
      return
    }
    if (!exchange.budget.take(answerSize)) {
      answers[index] = refuse(items[index], busyError(exchange.limits))
      return
    }
    held += answerSize
    size += answerSize
    answers[index] = answer
  }

  const checkRoom = () => {
    if (isFull) throw tooLargeTogether(exchange)
  }

  try {
    for (const [index, item] of items.entries()) {
      if (slice.isOver) await slice.pause()
      if (exchange.deadline.isCancelled) return null
      if (exchange.deadline.isOver) {
        const timeoutMs = exchange.limits.requestTimeoutMs
        answers[index] = refuse(item, new RequestTimeoutError({ timeoutMs }))
        continue
      }
      if (isFull) {
        answers[index] = refuse(item, tooLargeTogether(exchange))
        continue
      }
      const answer = answerRequest(item, exchange, checkRoom)
      if (!(answer instanceof Promise)) {
        keep(index, answer)
        continue
      }
      const kept: Promise<void> = answer.then((text) => {
        waiting.delete(kept)
        keep(index, text)
      })
      waiting.add(kept)
      if (waiting.size >= MAX_WAITING) await Promise.race(waiting)
    }
    await Promise.all(waiting)
    const present = answers.filter((answer) => answer !== null)
    return present.length === 0 ? null : `[${present.join(',')}]`
  } finally {
    // Whoever sends the answer takes its bytes at once.
    isLeft = true
    exchange.budget.giveBack(held)
  }
}

/** An answer for a request that was not executed, or whose own answer found no room. */
function refuse(item: unknown, error: RpcError): string | null {
  return isNotification(item) ? null : encodeError(readRequestId(item), error)
}

function tooLargeTogether({ limits }: Exchange): LimitExceededError {
  return new LimitExceededError({
    limit: 'responseBytes',
    allowed: limits.responseBytes,
    problem: 'the answers of the batch are too large together',
    remedy: 'put fewer requests into one',
  })
}
