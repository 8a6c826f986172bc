import { QueryCancelledError } from '../../error/QueryCancelledError.ts'
import type { CancelFlag } from './withCancelFlag.ts'

/** A cancel flag as the thread sees it that does the work. */
export class FlagSignal {
  readonly #flag: CancelFlag

  constructor(flag: CancelFlag) {
    this.#flag = flag
  }

  /** To be called between pieces of work. Throws {@link QueryCancelledError}. */
  throwIfAborted(): void {
    if (Atomics.load(this.#flag, 0) !== 0) throw new QueryCancelledError()
  }
}
