export type { L1Block, L1BlockId, L1BlockReference, L1BlockTag } from './client/L1Block.ts'
export type { L1CallRequest } from './client/L1CallRequest.ts'
export { L1Client, type L1ClientOptions, type L1LogRange } from './client/L1Client.ts'
export type { L1Fees } from './client/L1Fees.ts'
export type { L1Log, L1LogFilter } from './client/L1Log.ts'
export type { L1Receipt } from './client/L1Receipt.ts'
export type { L1Transaction } from './client/L1Transaction.ts'
export {
  type L1Failure,
  type L1RequestOptions,
  L1Transport,
  type L1TransportOptions,
} from './client/L1Transport.ts'
export type { RpcAnswer, RpcCall } from './client/RpcCall.ts'
export { readLogs } from './client/readLogs.ts'
export type { ContractSource } from './contract/ContractSource.ts'
export { type Allocate, encodeAllocate } from './contract/call/encodeAllocate.ts'
export { type AppendForced, encodeAppendForced } from './contract/call/encodeAppendForced.ts'
export {
  type AppendSequencerBatch,
  encodeAppendSequencerBatch,
} from './contract/call/encodeAppendSequencerBatch.ts'
export {
  type AppendStateBatch,
  encodeAppendStateBatch,
} from './contract/call/encodeAppendStateBatch.ts'
export { type Approve, encodeApprove } from './contract/call/encodeApprove.ts'
export { type BisectDispute, encodeBisectDispute } from './contract/call/encodeBisectDispute.ts'
export { encodeClaimTimeout } from './contract/call/encodeClaimTimeout.ts'
export { encodeCommitDispute } from './contract/call/encodeCommitDispute.ts'
export { type CreateDAC, encodeCreateDAC } from './contract/call/encodeCreateDAC.ts'
export { type DepositMT, encodeDepositMT } from './contract/call/encodeDepositMT.ts'
export { type Draw, encodeDraw } from './contract/call/encodeDraw.ts'
export { type Enqueue, encodeEnqueue } from './contract/call/encodeEnqueue.ts'
export { encodeFinalizeWithdrawal } from './contract/call/encodeFinalizeWithdrawal.ts'
export { encodeJoinRangers } from './contract/call/encodeJoinRangers.ts'
export { encodeLeaveProducers } from './contract/call/encodeLeaveProducers.ts'
export { encodeLeaveRangers } from './contract/call/encodeLeaveRangers.ts'
export { encodeOpenDispute, type OpenDispute } from './contract/call/encodeOpenDispute.ts'
export { encodePickPart, type PickPart } from './contract/call/encodePickPart.ts'
export { encodeProveStep, type ProveStep } from './contract/call/encodeProveStep.ts'
export {
  encodeProveWithdrawal,
  type OutputRootProof,
  type ProveWithdrawal,
} from './contract/call/encodeProveWithdrawal.ts'
export { encodeRecordSeed, type RecordSeed } from './contract/call/encodeRecordSeed.ts'
export { encodeRefundDeposit } from './contract/call/encodeRefundDeposit.ts'
export { encodeRegisterProducer } from './contract/call/encodeRegisterProducer.ts'
export { encodeReleaseBond } from './contract/call/encodeReleaseBond.ts'
export { encodeReleaseDeposit } from './contract/call/encodeReleaseDeposit.ts'
export { encodeResolveDispute } from './contract/call/encodeResolveDispute.ts'
export { encodeSetDelegate } from './contract/call/encodeSetDelegate.ts'
export { encodeSetEndpoint } from './contract/call/encodeSetEndpoint.ts'
export { encodeSetEndpoints, type SetEndpoints } from './contract/call/encodeSetEndpoints.ts'
export { encodeSlashEquivocation } from './contract/call/encodeSlashEquivocation.ts'
export { encodeStake } from './contract/call/encodeStake.ts'
export { encodeUnlockRangerBond } from './contract/call/encodeUnlockRangerBond.ts'
export { encodeUnstake } from './contract/call/encodeUnstake.ts'
export { encodeWithdrawBonds } from './contract/call/encodeWithdrawBonds.ts'
export { encodeWithdrawProducerBond } from './contract/call/encodeWithdrawProducerBond.ts'
export { type ContractCall, callContracts } from './contract/callContracts.ts'
export { contractAddress } from './contract/contractAddress.ts'
export { contractInterface } from './contract/contractInterface.ts'
export { decodeRevert } from './contract/decodeRevert.ts'
export { encodeContractCall } from './contract/encodeContractCall.ts'
export { revertDataOf } from './contract/revertDataOf.ts'
export type { Dac } from './contract/view/decodeDac.ts'
export { type Dispute, type DisputePhase, disputePhases } from './contract/view/decodeDispute.ts'
export { epochAt } from './contract/view/epochAt.ts'
export { listDacs } from './contract/view/listDacs.ts'
export { readAssignedProducer } from './contract/view/readAssignedProducer.ts'
export { type BatchLimits, readBatchLimits } from './contract/view/readBatchLimits.ts'
export { type BondLock, readBondLock } from './contract/view/readBondLock.ts'
export { type ChainTip, readChainTip } from './contract/view/readChainTip.ts'
export { readCommitment } from './contract/view/readCommitment.ts'
export { readDac } from './contract/view/readDac.ts'
export { readDispute } from './contract/view/readDispute.ts'
export { readDisputeCount } from './contract/view/readDisputeCount.ts'
export { readDisputeCredit } from './contract/view/readDisputeCredit.ts'
export { readDisputeRange } from './contract/view/readDisputeRange.ts'
export { readDisputes } from './contract/view/readDisputes.ts'
export { type DisputeTerms, readDisputeTerms } from './contract/view/readDisputeTerms.ts'
export { readDraw, type StateBatchDraw } from './contract/view/readDraw.ts'
export { type DrawEpoch, readDrawEpoch } from './contract/view/readDrawEpoch.ts'
export { readDrawing } from './contract/view/readDrawing.ts'
export { readDuties } from './contract/view/readDuties.ts'
export { readEarliestDisputed } from './contract/view/readEarliestDisputed.ts'
export {
  type Eligibility,
  type EligibleMember,
  readEligible,
} from './contract/view/readEligible.ts'
export { readEndpoint } from './contract/view/readEndpoint.ts'
export { type EpochClock, readEpochClock } from './contract/view/readEpochClock.ts'
export { readEscrow } from './contract/view/readEscrow.ts'
export { readEscrowAdmission } from './contract/view/readEscrowAdmission.ts'
export { type DisputedSegment, type Game, readGame } from './contract/view/readGame.ts'
export { type GameSides, readGameSides } from './contract/view/readGameSides.ts'
export { type PoolMember, readMembers } from './contract/view/readMembers.ts'
export { readMTBalance } from './contract/view/readMTBalance.ts'
export { type ParkedDeposit, readParkedDeposit } from './contract/view/readParkedDeposit.ts'
export {
  type ProducerStanding,
  readProducerStanding,
} from './contract/view/readProducerStanding.ts'
export { type RangerStanding, readRangerStanding } from './contract/view/readRangerStanding.ts'
export { readRangers } from './contract/view/readRangers.ts'
export { type RangerTerms, readRangerTerms } from './contract/view/readRangerTerms.ts'
export { readSchedule, type ScheduledEpoch } from './contract/view/readSchedule.ts'
export { readSeedKnown } from './contract/view/readSeedKnown.ts'
export { readSelection, type Selection } from './contract/view/readSelection.ts'
export {
  readSequencerStanding,
  type SequencerStanding,
} from './contract/view/readSequencerStanding.ts'
export { readStateBatch, type StateBatch } from './contract/view/readStateBatch.ts'
export {
  readStateBatchStanding,
  type StateBatchStanding,
} from './contract/view/readStateBatchStanding.ts'
export { readStateTip, type StateTip } from './contract/view/readStateTip.ts'
export { readWithdrawal, type Withdrawal } from './contract/view/readWithdrawal.ts'
export { startOfEpoch } from './contract/view/startOfEpoch.ts'
export { DeploymentFailedError } from './deployment/DeploymentFailedError.ts'
export { type DeployContractsOptions, deployContracts } from './deployment/deployContracts.ts'
export { type DisputeLog, decodeDisputeLog } from './dispute/decodeDisputeLog.ts'
export { type CutsOf, readCuts } from './dispute/readCuts.ts'
export { type DisputeMove, readDisputeMoves } from './dispute/readDisputeMoves.ts'
export { ContractRevertError } from './error/ContractRevertError.ts'
export { isTransientL1Error, type TransientL1Error } from './error/isTransientL1Error.ts'
export { L1DataMismatchError } from './error/L1DataMismatchError.ts'
export { L1EndpointError, type L1EndpointFailure } from './error/L1EndpointError.ts'
export { L1HistoryLostError } from './error/L1HistoryLostError.ts'
export { L1ReorganisedError } from './error/L1ReorganisedError.ts'
export { L1ResponseError } from './error/L1ResponseError.ts'
export { L1RpcError } from './error/L1RpcError.ts'
export { L1SignerError } from './error/L1SignerError.ts'
export { L1UnreachableError } from './error/L1UnreachableError.ts'
export { L1Follower, type L1FollowerOptions } from './follower/L1Follower.ts'
export type { L1FollowerEvent, L1HeadChange, L1Status } from './follower/L1FollowerEvent.ts'
export { decodeRangerLog, type RangerLog } from './ranging/decodeRangerLog.ts'
export { createdDac } from './rollup/createdDac.ts'
export type { RollupContracts } from './rollup/decodeRollupLog.ts'
export { enqueuedElement } from './rollup/enqueuedElement.ts'
export { type FollowRollupOptions, followRollup, type RollupChange } from './rollup/followRollup.ts'
export type {
  ChainEvents,
  DacCreation,
  RollupEvents,
  StateBatchAppended,
  StateBatchDeleted,
} from './rollup/RollupEvents.ts'
export { type RollupRange, RollupReader, type RollupReaderOptions } from './rollup/RollupReader.ts'
export { readOutputRoots } from './rollup/readOutputRoots.ts'
export { type BondLog, decodeBondLog } from './sequencing/decodeBondLog.ts'
export { readBondLogs } from './sequencing/readBondLogs.ts'
export { readTouchedMembers } from './sequencing/readTouchedMembers.ts'
export { decodeIntentRecord } from './transaction/decodeIntentRecord.ts'
export { encodeIntentRecord } from './transaction/encodeIntentRecord.ts'
export type { L1Intent } from './transaction/L1Intent.ts'
export type { L1IntentJournal } from './transaction/L1IntentJournal.ts'
export type {
  L1Attempt,
  L1Cancellation,
  L1Inclusion,
  L1IntentRecord,
  L1Settlement,
} from './transaction/L1IntentRecord.ts'
export type { L1SenderEvent } from './transaction/L1SenderEvent.ts'
export type { L1Signer, L1TransactionRequest } from './transaction/L1Signer.ts'
export type { L1TransactionOutcome } from './transaction/L1TransactionOutcome.ts'
export {
  L1TransactionSender,
  type L1TransactionSenderOptions,
  type SendOptions,
} from './transaction/L1TransactionSender.ts'
export { MemoryIntentJournal } from './transaction/MemoryIntentJournal.ts'
export { signerFromKey } from './transaction/signerFromKey.ts'
export { withGasMargin } from './transaction/withGasMargin.ts'
export {
  buildWithdrawalProof,
  type StorageProofAnswer,
  type WithdrawalEvidence,
} from './withdrawal/buildWithdrawalProof.ts'
export { WithdrawalProofMismatchError } from './withdrawal/WithdrawalProofMismatchError.ts'
