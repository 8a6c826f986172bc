import {
  isMoving,
  Kind,
  type MachineState,
  type Position,
  type RunningState,
  SLOT_STEPS,
  step,
} from '@mvm/fraud-proof'
import type { CaseBlock } from './CaseBlock.ts'

/** How the machine goes on from a state. */
export type TakeStep = (state: MachineState) => MachineState

/** The machine on its way through a case's block, in the environment of the test once the block has begun. */
export class CaseMachine {
  state: MachineState
  position: Position = 0
  /** Steps taken so far. */
  count = 0
  readonly #block: CaseBlock

  constructor(block: CaseBlock) {
    this.#block = block
    this.state = block.start
  }

  get isOver(): boolean {
    return this.state.kind === Kind.HALT
  }

  /** Takes a step, by the protocol's machine unless another is given. */
  advance(take: TakeStep = (state) => step(state, this.#block.store)): void {
    const before = this.state
    const after = take(before)
    const isBegun = before.kind === Kind.BLOCK_BEGIN
    this.state = isBegun ? inEnvironment(after as RunningState, this.#block) : after
    this.count += 1
    this.position += 1
    if (!isMoving(this.state, this.position)) {
      this.position = Math.ceil(this.position / SLOT_STEPS) * SLOT_STEPS
    }
  }
}

function inEnvironment(state: RunningState, { environment }: CaseBlock): RunningState {
  return { ...state, block: { ...state.block, ...environment } }
}
