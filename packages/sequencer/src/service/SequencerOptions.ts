import type { RollupRules } from '../batch/RollupRules.ts'
import type { PoolLimits } from '../pool/PoolLimits.ts'
import type { AdmissionPort } from '../port/AdmissionPort.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { ClockPort } from '../port/ClockPort.ts'
import type { L1CallPort } from '../port/L1CallPort.ts'
import type { L1View, L1ViewPort } from '../port/L1ViewPort.ts'
import type { PendingTransactionPort } from '../port/PendingTransactionPort.ts'
import type { ProducerPort } from '../port/ProducerPort.ts'
import type { PostingPolicy } from '../posting/PostingPolicy.ts'
import type { SealingPolicy } from '../sealing/SealingPolicy.ts'
import type { SequencerEvent } from './SequencerEvent.ts'

/** What a {@link SequencerService} works with. */
export interface SequencerOptions {
  readonly chainId: number
  readonly chain: ChainPort
  readonly admission: AdmissionPort
  readonly pending: PendingTransactionPort
  readonly l1: L1ViewPort
  readonly calls: L1CallPort
  readonly clock: ClockPort
  readonly rules: RollupRules
  readonly poolLimits: PoolLimits
  readonly sealing: SealingPolicy
  readonly posting: PostingPolicy
  /** Whether the contracts let this account post now; absent where nobody else may. */
  readonly mayPost?: (view: L1View) => boolean
  /** Whoever orders and seals in the sequencer's place; absent where it always does so itself. */
  readonly producers?: ProducerPort
  /** Must not throw. */
  readonly onEvent?: (event: SequencerEvent) => void
}
