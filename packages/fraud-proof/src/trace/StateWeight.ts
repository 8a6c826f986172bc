import type { Frame } from '../state/Frame.ts'
import { Kind } from '../state/Kind.ts'
import type { MachineState } from '../state/MachineState.ts'

/** What a state costs beside its frames: itself, and what of a stack it does not share. */
const STATE_BYTES = 2 ** 11
const FRAME_BYTES = 2 ** 9
const STACK_BYTES = 128

/** Memory that kept states take, roughly: they share most of what frames hold. */
export class StateWeight {
  readonly #seen = new WeakSet<object>()
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  add(state: MachineState): void {
    this.#bytes += STATE_BYTES
    let frame: Frame | null = state.kind === Kind.HALT ? null : state.frame
    for (; frame !== null && !this.#seen.has(frame); frame = frame.parent) {
      this.#seen.add(frame)
      this.#bytes += FRAME_BYTES + STACK_BYTES * (frame.stack?.size ?? 0)
      for (const tree of [frame.memory, frame.returndata.tree]) {
        this.#bytes += tree.bytesBeside(this.#seen)
      }
    }
  }
}
