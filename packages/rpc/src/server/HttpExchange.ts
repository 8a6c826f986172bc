import type { ServerResponse } from 'node:http'
import { ClientGoneError } from '../error/ClientGoneError.ts'
import type { Deadline } from '../jsonrpc/Deadline.ts'
import type { ByteBudget } from './ByteBudget.ts'

/** The bytes held for one HTTP request, and what is to be given up when its client goes. */
export class HttpExchange {
  readonly #budget: ByteBudget
  #held = 0
  #deadline: Deadline | null = null
  isOver = false

  constructor(response: ServerResponse, budget: ByteBudget) {
    this.#budget = budget
    // The one listener of a request: after the answer went out, or when the client went away before.
    response.once('close', () => {
      this.isOver = true
      budget.giveBack(this.#held)
      if (!response.writableFinished) this.#deadline?.cancel(new ClientGoneError())
    })
  }

  /** Takes bytes from the budget until the exchange is over; `false` when there are not enough. */
  hold(bytes: number): boolean {
    if (this.isOver || !this.#budget.take(bytes)) return false
    this.#held += bytes
    return true
  }

  /** What is cancelled when the client goes. */
  watch(deadline: Deadline): void {
    this.#deadline = deadline
  }
}
