import type { DacCreation } from '@mvm/l1'
import type { PoolPort } from '@mvm/rpc'
import type { L1ViewPort, SequencerEvent } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'
import type { Logger } from 'pino'
import type { SealedTransactions } from '../rpc/SealedTransactions.ts'
import type { StateViews } from '../state/StateViews.ts'
import type { WorkerChainPort } from '../worker/execution/WorkerChainPort.ts'
import type { NodeParts } from './NodeParts.ts'

/** What whoever moves one DAC's chain on this node works with. */
export interface DacServices {
  readonly parts: NodeParts
  readonly creation: DacCreation
  readonly unit: StorageUnit
  readonly states: StateViews
  readonly chain: WorkerChainPort
  readonly views: L1ViewPort
  readonly sealed: SealedTransactions
  readonly logger: Logger
  readonly onEvent: (event: SequencerEvent) => void
  /** Sets whether nobody here waits for L1 blocks that bring this DAC nothing. */
  readonly setMayRest: (mayRest: () => boolean) => void
  /** Sets whether there is anybody to hand users' transactions to. */
  readonly setTakesTransactions: (takes: () => boolean) => void
  /** Sets where users' transactions go from now on. */
  readonly setPool: (pool: PoolPort) => void
}
