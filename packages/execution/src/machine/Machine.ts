import type { L1Origin } from '@mvm/protocol'
import type { OpenBlockInput } from '../block/BlockExecution.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { FrameObserver } from '../engine/FrameObserver.ts'
import type { TransactionRules } from '../transaction/TransactionRules.ts'

/**
 * In what a machine differs from the protocol's, from one block on; what is absent is the protocol's. It is asked
 * once a block, so that the protocol's own machine pays nothing for it. For fault injection (spec 5.3): a block's
 * result is never changed afterwards, so that whoever runs such a machine can stand by its whole trace.
 */
export interface Machine {
  readonly name: string
  /** Blocks before this one are executed by the protocol's machine. */
  readonly fromBlock: number
  readonly engine?: ExecutionEngine
  /** The same engine, which somebody looks at; where there is an engine of its own. */
  readonly observedEngine?: (observer: FrameObserver) => ExecutionEngine
  readonly rules?: (rules: TransactionRules) => TransactionRules
  /** The deposits that it executes, from those of the block's input. */
  readonly deposits?: (deposits: OpenBlockInput['deposits']) => OpenBlockInput['deposits']
  /** The origin that it takes for the block's. */
  readonly origin?: (origin: L1Origin) => L1Origin
  /** Which state's L2ToL1MessagePasser the block commits to. @default 'block' */
  readonly withdrawalsOf?: 'block' | 'parent'
}
