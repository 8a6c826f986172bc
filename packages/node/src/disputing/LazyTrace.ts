import type { Position } from '@mvm/fraud-proof'
import type { DescribedStep } from './DescribedStep.ts'
import type { ThreadedTrace } from './ThreadedTrace.ts'

/** A trace that is made when it is asked for the first time: claiming a timeout or an outcome needs none. */
export class LazyTrace {
  readonly #open: () => Promise<ThreadedTrace>
  #opening: Promise<ThreadedTrace> | undefined

  constructor(open: () => Promise<ThreadedTrace>) {
    this.#open = open
  }

  async hashesAt(positions: readonly Position[]) {
    return (await this.#trace()).hashesAt(positions)
  }

  async proofAt(position: Position) {
    return (await this.#trace()).proofAt(position)
  }

  async stepAt(position: Position): Promise<DescribedStep> {
    return (await this.#trace()).stepAt(position)
  }

  /** Ends what was made; whoever asks after that gets another one. */
  async close(): Promise<void> {
    const opening = this.#opening
    this.#opening = undefined
    const trace = await opening?.catch(() => undefined)
    await trace?.close()
  }

  #trace(): Promise<ThreadedTrace> {
    if (this.#opening === undefined) {
      const opening = this.#open()
      this.#opening = opening
      // What failed because L1 was away is tried again.
      opening.catch(() => {
        this.#opening = undefined
      })
    }
    return this.#opening
  }
}
