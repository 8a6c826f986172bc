import { MemoryStateStore } from '@mvm/execution'
import type { OwnBlock, OwnState, StateContent } from './OwnState.ts'

/** An own chain that lasts as long as the process. */
export class MemoryOwnState extends MemoryStateStore implements OwnState {
  /** By number. */
  readonly #blocks = new Map<number, OwnBlock>()
  #headNumber = 0

  get headNumber(): number {
    return this.#headNumber
  }

  block(blockNumber: number): OwnBlock | undefined {
    return this.#blocks.get(blockNumber)
  }

  addBlock(block: OwnBlock, content: StateContent): void {
    this.add(content)
    this.#blocks.set(block.header.number, block)
  }

  moveHead(blockNumber: number): void {
    this.#headNumber = blockNumber
  }
}
