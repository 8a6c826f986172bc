import type { SealDomain, TransactionHash } from '@mvm/protocol'
import type { ProducerClientOptions } from '../producing/ProducerClient.ts'
import type { SequencerOptions } from '../service/SequencerOptions.ts'
import type { SequencerService } from '../service/SequencerService.ts'
import type { CommitteeNetworkPort } from './CommitteeNetworkPort.ts'
import type { CommitteeTiming } from './CommitteeTiming.ts'
import type { CommitteeChainPort } from './chain/CommitteeChainPort.ts'
import type { SchedulePort } from './SchedulePort.ts'
import type { SealSigner } from './seal/SealSigner.ts'
import type { ClaimedSeal } from './seal/sealsIn.ts'

/** What a `CommitteeService` works with. */
export interface CommitteeOptions
  extends Omit<SequencerOptions, 'chain' | 'mayPost' | 'producers'> {
  readonly chain: CommitteeChainPort
  readonly schedule: SchedulePort
  readonly network: CommitteeNetworkPort
  readonly signer: SealSigner
  readonly domain: SealDomain
  readonly timing: CommitteeTiming
  /** First epoch in which anything can have been decided: that of the DAC's creation. */
  readonly firstEpoch: number
  /** In [0, 1): so that members do not stand for election at the same moment. @default Math.random */
  readonly random?: () => number
  /** Whether this node has caught up with L1. */
  readonly isLive: () => boolean
  readonly isIncluded: (hash: TransactionHash) => Promise<boolean>
  /** The way to the DAC's producer; absent where none is ever asked. */
  readonly producers?: CommitteeProducers
  /** Must not throw: the sequencer that begins to seal here, and `undefined` when it no longer does. */
  readonly onLeading?: (sequencer: SequencerService | undefined) => void
  /**
   * Must not throw: a seal that another node has shown, and what tells whether its sealer is of the epoch's committee,
   * which is `undefined` while that is not read.
   */
  readonly onSeal?: (claimed: ClaimedSeal, isOfCommittee: () => boolean | undefined) => void
  /** Must not throw: the DAC rests no more, and wants to see L1. */
  readonly onRoused?: () => void
}

/** Whoever L1 assigns to order and seal, and how to reach it. */
export interface CommitteeProducers
  extends Omit<ProducerClientOptions, 'clock' | 'serve' | 'onFailed'> {}
