import type { Address } from '@mvm/protocol'

/** How a frame came to be: the opcode that opened it, or what the transaction is. */
export type FrameKind = 'CALL' | 'CALLCODE' | 'DELEGATECALL' | 'STATICCALL' | 'CREATE' | 'CREATE2'

/** A frame that begins. */
export interface ObservedFrame {
  readonly kind: FrameKind
  /** 0 for the outermost. */
  readonly depth: number
  /** Whose code asked for it; the signer at depth 0. */
  readonly from: Address
  /** Whose code runs; `null` for a contract that is being created. */
  readonly to: Address | null
  /** Wei. */
  readonly value: bigint
  readonly gas: bigint
  readonly input: Uint8Array
}

/** How a frame ended. */
export interface FrameEnd {
  readonly gasUsed: bigint
  /** What it returned, or reverted with. */
  readonly output: Uint8Array
  /** In the words of geth; `null` if it succeeded. */
  readonly error: string | null
  /** Of a frame that creates. */
  readonly createdAddress: Address | null
}

/** An opcode about to be executed. Valid only while it is shown: the next one is shown in the same object. */
export interface ObservedStep {
  readonly pc: number
  readonly opcode: number
  readonly name: string
  /** Left before it. */
  readonly gas: bigint
  /** What it takes, the gas that it gives to an inner frame included; no more than there is. */
  readonly cost: bigint
  readonly depth: number
  /** In whose storage it works. */
  readonly self: Address
  /** Refund counter of the frame and those before it. */
  readonly refund: bigint
  readonly memoryWords: number
  /** Bottom first. */
  stack(): readonly bigint[]
  /** The item so far from the top; `undefined` when there are fewer. */
  peek(fromTop: number): bigint | undefined
  memory(): Uint8Array
  returnData(): Uint8Array
}

/** Looks on while frames are executed. Slow: for tracing only, never where blocks are made. */
export interface FrameObserver {
  onEnter?(frame: ObservedFrame): void
  onStep?(step: ObservedStep): void
  /** The opcode shown last could not be executed. */
  onFault?(error: string): void
  onExit?(end: FrameEnd): void
}
