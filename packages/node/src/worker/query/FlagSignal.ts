import { QueryCancelledError } from '../../error/QueryCancelledError.ts'
import { SimulationTooLongError } from '../../error/SimulationTooLongError.ts'
import type { CancelFlag } from './withCancelFlag.ts'

/** A cancel flag, and perhaps a limit on time, as the thread sees them that does the work. */
export class FlagSignal {
  readonly #flag: CancelFlag
  readonly #limitMs: number
  readonly #startedMs = performance.now()

  /** @param limitMs counted from now; none by default */
  constructor(flag: CancelFlag, limitMs = Number.POSITIVE_INFINITY) {
    this.#flag = flag
    this.#limitMs = limitMs
  }

  /** To be called between pieces of work. Throws {@link QueryCancelledError} and {@link SimulationTooLongError}. */
  throwIfAborted(): void {
    if (Atomics.load(this.#flag, 0) !== 0) throw new QueryCancelledError()
    if (performance.now() - this.#startedMs > this.#limitMs) {
      throw new SimulationTooLongError({ limitMs: this.#limitMs })
    }
  }
}
