import type { MemoryStateStore, ParentBlock } from '@mvm/execution'
import type { Block, ContentStore, RunningState } from '@mvm/fraud-proof'
import type { BlockInput } from '@mvm/protocol'

/** A state test's transaction as the only one of a DAC's block. */
export interface CaseBlock {
  readonly reader: MemoryStateStore
  readonly parent: ParentBlock
  readonly input: BlockInput
  /** What the machine reads, sources and state. */
  readonly store: ContentStore
  /** Before BLOCK_BEGIN. */
  readonly start: RunningState
  /** In what the test's block departs from what follows from its parent. */
  readonly environment: Pick<
    Block,
    'timestamp' | 'gasLimit' | 'baseFee' | 'prevRandao' | 'l1BaseFee' | 'feeScalar'
  >
}
