import { TraceTooLargeError } from './TraceTooLargeError.ts'

/** Opcodes between two looks at the signal. */
const STRIDE = 4096

/** Bounds how much tracers record, and lets them be stopped. */
export class TraceBudget {
  readonly #limitBytes: number
  readonly #signal: Pick<AbortSignal, 'throwIfAborted'> | undefined
  #left: number
  #steps = 0

  constructor(limitBytes: number, signal?: Pick<AbortSignal, 'throwIfAborted'>) {
    this.#limitBytes = limitBytes
    this.#left = limitBytes
    this.#signal = signal
  }

  /** Throws {@link TraceTooLargeError}. */
  spend(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) throw new TraceTooLargeError({ limitBytes: this.#limitBytes })
  }

  /** To be called for every opcode. Throws what the signal throws. */
  step(): void {
    this.#steps += 1
    if (this.#steps % STRIDE === 0) this.#signal?.throwIfAborted()
  }
}
