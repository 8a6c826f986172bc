export { BatchBuilder } from './batch/BatchBuilder.ts'
export { BatchOverflowError } from './batch/BatchOverflowError.ts'
export type { ClosedBatch } from './batch/ClosedBatch.ts'
export type { RollupRules } from './batch/RollupRules.ts'
export { UnreproducibleBatchError } from './batch/UnreproducibleBatchError.ts'
export type { Ballot } from './committee/ballot/Ballot.ts'
export { type AcceptedEntry, blankVote, type Vote } from './committee/ballot/Vote.ts'
export type { CommitteeMessage, Promised } from './committee/CommitteeMessage.ts'
export type { CommitteeNetworkPort } from './committee/CommitteeNetworkPort.ts'
export type { CommitteeOptions, CommitteeProducers } from './committee/CommitteeOptions.ts'
export type { CommitteeSchedule } from './committee/CommitteeSchedule.ts'
export { CommitteeService } from './committee/CommitteeService.ts'
export {
  type CommitteeTiming,
  devCommitteeTiming,
  publicCommitteeTiming,
} from './committee/CommitteeTiming.ts'
export type { CommitteeChainPort } from './committee/chain/CommitteeChainPort.ts'
export type { Entry, Tip } from './committee/chain/Entry.ts'
export type { EntryBody } from './committee/chain/EntryBody.ts'
export type { DepositionReason, MemberEffect } from './committee/member/MemberEffect.ts'
export type { MemberEvent } from './committee/member/MemberEvent.ts'
export type { MemberState } from './committee/member/MemberState.ts'
export type { Step } from './committee/member/step.ts'
export type { StepContext } from './committee/member/Turn.ts'
export { NotLeadingError } from './committee/NotLeadingError.ts'
export type { PeerMessage } from './committee/PeerMessage.ts'
export type { SchedulePort } from './committee/SchedulePort.ts'
export type { SealSigner } from './committee/seal/SealSigner.ts'
export type { SignedSeal } from './committee/seal/SignedSeal.ts'
export { sealSignerFromKey } from './committee/seal/sealSignerFromKey.ts'
export type { ClaimedSeal } from './committee/seal/sealsIn.ts'
export { batchTip } from './log/batchTip.ts'
export type { AddOutcome } from './pool/AddOutcome.ts'
export { InsufficientFundsError } from './pool/error/InsufficientFundsError.ts'
export { NonceTooLowError } from './pool/error/NonceTooLowError.ts'
export { PoolRejection, type PoolRejectionCode } from './pool/error/PoolRejection.ts'
export { ReplacementUnderpricedError } from './pool/error/ReplacementUnderpricedError.ts'
export { SubmitDeniedError } from './pool/error/SubmitDeniedError.ts'
export type { DataFeePrices } from './pool/maximumCost.ts'
export type { Orphan } from './pool/Orphan.ts'
export type { PooledTransaction } from './pool/PooledTransaction.ts'
export { defaultPoolLimits, type PoolLimits } from './pool/PoolLimits.ts'
export type { PoolRemoval } from './pool/PoolRemoval.ts'
export type { PoolUpdate } from './pool/PoolUpdate.ts'
export type { AddOptions } from './pool/TransactionPool.ts'
export type { AccountState } from './port/AccountState.ts'
export type { AdmissionPort, ExaminedTransaction } from './port/AdmissionPort.ts'
export type { BatchOpening } from './port/BatchOpening.ts'
export type { BatchRecord } from './port/BatchRecord.ts'
export type { ChainHead } from './port/ChainHead.ts'
export type {
  AcceptedBlock,
  AcceptRequest,
  AdoptedBatch,
  BlockBody,
  BlockFacts,
  ChainPort,
  CommitRequest,
  SealedBlock,
  SealRequest,
  SkippedCandidate,
} from './port/ChainPort.ts'
export type { ClockPort } from './port/ClockPort.ts'
export type { L1Call, L1CallOutcome, L1CallPort, StateBatch } from './port/L1CallPort.ts'
export type { AssertedBatch, BatchTip, L1View, L1ViewPort } from './port/L1ViewPort.ts'
export type { PendingTransactionPort } from './port/PendingTransactionPort.ts'
export type { ProducerPort } from './port/ProducerPort.ts'
export type { SkipReason } from './port/SkipReason.ts'
export type { FlightSettlement } from './posting/Flights.ts'
export { PostingFailedError } from './posting/PostingFailedError.ts'
export type { PostingPolicy } from './posting/PostingPolicy.ts'
export type { ProducerAssignment } from './producing/ProducerAssignment.ts'
export type { ProducerClientOptions } from './producing/ProducerClient.ts'
export type { ProducerDomain } from './producing/ProducerDomain.ts'
export type { ProducerFailure } from './producing/ProducerFailure.ts'
export type {
  DeclineReason,
  ProducedBlock,
  ProducerAnswer,
  ProducerRequest,
  ProductionOrder,
} from './producing/ProducerMessage.ts'
export type { ProducerNetworkPort } from './producing/ProducerNetworkPort.ts'
export { ProducerService, type ProducerServiceOptions } from './producing/ProducerService.ts'
export {
  devProducerTiming,
  type ProducerTiming,
  publicProducerTiming,
} from './producing/ProducerTiming.ts'
export type { Decision, ResealReason } from './reconcile/Decision.ts'
export type { LocalBatch } from './reconcile/LocalBatch.ts'
export type { ReconciledView } from './reconcile/reconcile.ts'
export type { CloseReason } from './sealing/planSealing.ts'
export { rederiveBlockInput } from './sealing/rederiveBlockInput.ts'
export {
  type BlockDifference,
  SealedBlockMismatchError,
} from './sealing/SealedBlockMismatchError.ts'
export type { SealingPolicy } from './sealing/SealingPolicy.ts'
export { devPolicies, publicPolicies, type SequencerPolicies } from './service/defaultPolicies.ts'
export type { SequencerEvent } from './service/SequencerEvent.ts'
export type { SequencerOptions } from './service/SequencerOptions.ts'
export { SequencerService } from './service/SequencerService.ts'
export type { SequencerStatus } from './service/SequencerStatus.ts'
export { SequencerStoppedError } from './service/SequencerStoppedError.ts'
export { systemClock } from './service/systemClock.ts'
