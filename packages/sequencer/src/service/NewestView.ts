import type { ClockPort } from '../port/ClockPort.ts'
import type { L1View } from '../port/L1ViewPort.ts'

/** The newest view of L1, for those who wait until it has a block. */
export class NewestView {
  readonly #clock: ClockPort
  #view: L1View | undefined
  readonly #onShown = new Set<() => void>()

  constructor(clock: ClockPort) {
    this.#clock = clock
  }

  /** `undefined` before the first. */
  get view(): L1View | undefined {
    return this.#view
  }

  show(view: L1View): void {
    this.#view = view
    for (const tell of this.#onShown) tell()
  }

  /** Resolves when the view has an L1 block, after so many milliseconds, or on abort, with the newest one there is. */
  async with(
    l1BlockNumber: number,
    patienceMs: number,
    signal: AbortSignal,
  ): Promise<L1View | undefined> {
    const hasIt = () => this.#view !== undefined && this.#view.head.number >= l1BlockNumber
    if (!hasIt() && !signal.aborted) {
      const over = new AbortController()
      const shown = Promise.withResolvers<void>()
      const tell = () => {
        if (hasIt()) shown.resolve()
      }
      this.#onShown.add(tell)
      const waited = this.#clock.wait(patienceMs, AbortSignal.any([signal, over.signal]))
      await Promise.race([shown.promise, waited])
      this.#onShown.delete(tell)
      over.abort()
    }
    return this.#view
  }
}
