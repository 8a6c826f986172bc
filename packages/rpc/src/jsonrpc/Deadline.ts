import { RequestTimeoutError } from '../error/RequestTimeoutError.ts'

/**
 * The time in which a message must be answered. The timer exists only if something has to be waited for,
 * so that what is answered at once pays nothing for it.
 */
export class Deadline {
  readonly #timeoutMs: number
  readonly #startedMs = performance.now()
  #controller: AbortController | null = null
  #timer: NodeJS.Timeout | undefined
  /** Nobody waits for the answer. */
  isCancelled = false

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
  }

  /** Aborts with {@link RequestTimeoutError} when the time is up, or with the reason given to {@link cancel}. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      const controller = new AbortController()
      this.#controller = controller
      const leftMs = Math.max(0, this.#timeoutMs - (performance.now() - this.#startedMs))
      this.#timer = setTimeout(
        () => controller.abort(new RequestTimeoutError({ timeoutMs: this.#timeoutMs })),
        leftMs,
      )
    }
    return this.#controller.signal
  }

  /** Whether the time is up or the client gone. */
  get isOver(): boolean {
    if (this.#controller?.signal.aborted === true) return true
    return performance.now() - this.#startedMs > this.#timeoutMs
  }

  /** The promise's value, or the signal's reason if that comes first. */
  async race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this
    let abort: (() => void) | undefined
    try {
      return await Promise.race([
        promise,
        new Promise<never>((_resolve, reject) => {
          abort = () => reject(signal.reason)
          signal.addEventListener('abort', abort)
          if (signal.aborted) abort()
        }),
      ])
    } finally {
      if (abort !== undefined) signal.removeEventListener('abort', abort)
    }
  }

  /** Nobody waits for the answer any more. */
  cancel(reason: Error): void {
    this.isCancelled = true
    // Makes the controller if nothing asked for it yet.
    void this.signal
    clearTimeout(this.#timer)
    this.#controller?.abort(reason)
  }

  /** The message is answered. */
  end(): void {
    clearTimeout(this.#timer)
  }
}
