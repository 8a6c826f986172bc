import { Kind, type MachineState, type RunningState } from '@mvm/fraud-proof'
import type {
  FrameObserver,
  ObservedStep,
} from '../../../packages/execution/src/engine/FrameObserver.ts'
import type { CaseBlock } from './CaseBlock.ts'
import type { CaseMachine, TakeStep } from './CaseMachine.ts'

/**
 * Leads the machine beside the executor, opcode by opcode, and notes the first at which they differ in opcode, pc,
 * gas, depth, stack, memory size or refund.
 */
export class ExecutorComparison implements FrameObserver {
  /** In words. */
  difference: string | null = null
  /** Before BLOCK_END. */
  last: MachineState | null = null
  /** Opcodes that were compared. */
  compared = 0
  readonly #block: CaseBlock
  readonly #machine: CaseMachine
  readonly #take: TakeStep
  #isShown = false

  constructor(block: CaseBlock, machine: CaseMachine, take: TakeStep) {
    this.#block = block
    this.#machine = machine
    this.#take = take
  }

  onStep(step: ObservedStep): void {
    if (this.difference !== null) return
    const state = this.#nextOpcode()
    if (this.difference !== null) return
    const shown = `opcode ${this.compared}, 0x${step.opcode.toString(16)} at ${step.pc}`
    if (state === null) {
      this.difference = `${shown}: the machine has ended`
      return
    }
    const problem = this.#compare(state, step)
    if (problem !== null) this.difference = `${shown}: ${problem}`
    this.compared += 1
    this.#isShown = true
  }

  /** After the executor's end: the machine goes on to its own. */
  finish(): void {
    if (this.difference !== null) return
    const state = this.#nextOpcode()
    if (state === null) return
    this.difference = `opcode ${this.compared}: the machine goes on at ${state.frame?.pc}, the executor has ended`
  }

  /** The state before the next opcode that the executor shows too; `null` once the block has ended. */
  #nextOpcode(): RunningState | null {
    const machine = this.#machine
    try {
      if (this.#isShown) this.#advance()
      this.#isShown = false
      while (!machine.isOver) {
        const { state } = machine
        if (state.kind === Kind.EXEC && this.#hasCode(state)) return state
        this.#advance()
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error
      this.difference = `step ${machine.count}: the machine failed: ${error.stack}`
    }
    return null
  }

  #advance(): void {
    if (this.#machine.state.kind === Kind.BLOCK_END) this.last = this.#machine.state
    this.#machine.advance(this.#take)
  }

  /** The executor does not run accounts without code. */
  #hasCode({ frame }: RunningState): boolean {
    return frame !== null && this.#block.store.code(frame.codeHash).length > 0
  }

  #compare({ frame, world }: RunningState, step: ObservedStep): string | null {
    if (frame === null) return 'the machine has no frame'
    const opcode = this.#block.store.code(frame.codeHash)[frame.pc] ?? 0
    if (opcode !== step.opcode) return `opcode ${opcode}, executor ${step.opcode}`
    if (frame.pc !== step.pc) return `pc ${frame.pc}, executor ${step.pc}`
    if (frame.gas !== step.gas) return `gas ${frame.gas}, executor ${step.gas}`
    if (frame.depth !== step.depth + 1) return `depth ${frame.depth}, executor ${step.depth + 1}`
    if (frame.memoryWords !== step.memoryWords) {
      return `memory words ${frame.memoryWords}, executor ${step.memoryWords}`
    }
    if (world.refund !== step.refund) return `refund ${world.refund}, executor ${step.refund}`
    const stack = step.stack()
    const size = frame.stack?.size ?? 0
    if (size !== stack.length) return `stack of ${size}, executor ${stack.length}`
    let cell = frame.stack
    for (let i = size - 1; cell !== null; i--, cell = cell.below) {
      if (cell.value === stack[i]) continue
      return `stack item ${i} ${cell.value}, executor ${stack[i]}`
    }
    return null
  }
}
