import { type DepositTransaction, toHex } from '@mvm/protocol'
import type { ObservedFrame, ObservedStep } from '../engine/FrameObserver.ts'
import type { ExecutableTransaction } from '../transaction/ExecutableTransaction.ts'
import type { TraceBudget } from './TraceBudget.ts'
import type { TraceJson, Tracer } from './Tracer.ts'

/** How often each selector was called with how many bytes of arguments (geth's 4byteTracer). */
export class FourByteTracer implements Tracer {
  readonly #budget: TraceBudget
  readonly #counts: { [selectorAndSize: string]: number } = {}

  constructor(budget: TraceBudget) {
    this.#budget = budget
  }

  begin(_transaction: ExecutableTransaction | DepositTransaction): void {}

  onEnter({ kind, input }: ObservedFrame): void {
    if (kind.startsWith('CREATE') || input.length < 4) return
    const key = `${toHex(input.subarray(0, 4))}-${input.length - 4}`
    if (this.#counts[key] === undefined) this.#budget.spend(32)
    this.#counts[key] = (this.#counts[key] ?? 0) + 1
  }

  onStep(_step: ObservedStep): void {
    this.#budget.step()
  }

  end(): TraceJson {
    return this.#counts
  }
}
