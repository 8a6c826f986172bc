import type { Address, CodeHash } from '@mvm/protocol'
import type { MemoryTree } from '../memory/MemoryTree.ts'
import type { StackCell } from '../stack/StackCell.ts'
import type { Slice } from './Slice.ts'
import type { World } from './World.ts'

/** A frame of execution: 29 words. */
export interface Frame {
  /** 1 for a transaction's outermost frame. */
  readonly depth: number
  /** The frame that called; the outermost has none, its word is 0. */
  readonly parent: Frame | null
  readonly isStatic: boolean
  readonly isCreate: boolean
  readonly self: Address
  readonly caller: Address
  /** Of the bytes that execute, whoever's they are. */
  readonly codeHash: CodeHash
  readonly value: bigint
  readonly gas: bigint
  readonly pc: number
  readonly stack: StackCell | null
  readonly memoryWords: number
  readonly memory: MemoryTree
  readonly calldata: Slice
  readonly returndata: Slice
  /** Where the parent wants what the frame returns. */
  readonly dstOffset: number
  readonly dstLength: number
  /** The world to which the frame's failure goes back. */
  readonly snap: World
}
