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
export { type DepositMT, encodeDepositMT } from './contract/bridge/encodeDepositMT.ts'
export { encodeFinalizeWithdrawal } from './contract/bridge/encodeFinalizeWithdrawal.ts'
export {
  encodeProveWithdrawal,
  type OutputRootProof,
  type ProveWithdrawal,
} from './contract/bridge/encodeProveWithdrawal.ts'
export { encodeRefundDeposit } from './contract/bridge/encodeRefundDeposit.ts'
export { encodeReleaseDeposit } from './contract/bridge/encodeReleaseDeposit.ts'
export { readEscrow } from './contract/bridge/readEscrow.ts'
export { readEscrowAdmission } from './contract/bridge/readEscrowAdmission.ts'
export { type ParkedDeposit, readParkedDeposit } from './contract/bridge/readParkedDeposit.ts'
export { readWithdrawal, type Withdrawal } from './contract/bridge/readWithdrawal.ts'
export type { ContractSource } from './contract/ContractSource.ts'
export { type ContractCall, callContracts } from './contract/callContracts.ts'
export { contractAddress } from './contract/contractAddress.ts'
export { contractInterface } from './contract/contractInterface.ts'
export type { Dac } from './contract/dac/decodeDac.ts'
export { type CreateDAC, encodeCreateDAC } from './contract/dac/encodeCreateDAC.ts'
export { listDacs } from './contract/dac/listDacs.ts'
export { readDac } from './contract/dac/readDac.ts'
export { decodeRevert } from './contract/decodeRevert.ts'
export type { Dispute, DisputePhase } from './contract/dispute/decodeDispute.ts'
export { type BisectDispute, encodeBisectDispute } from './contract/dispute/encodeBisectDispute.ts'
export { encodeClaimTimeout } from './contract/dispute/encodeClaimTimeout.ts'
export { encodeCommitDispute } from './contract/dispute/encodeCommitDispute.ts'
export { encodeOpenDispute, type OpenDispute } from './contract/dispute/encodeOpenDispute.ts'
export { encodePickPart, type PickPart } from './contract/dispute/encodePickPart.ts'
export { encodeProveStep, type ProveStep } from './contract/dispute/encodeProveStep.ts'
export { encodeResolveDispute } from './contract/dispute/encodeResolveDispute.ts'
export { encodeSetDelegate } from './contract/dispute/encodeSetDelegate.ts'
export { encodeWithdrawBonds } from './contract/dispute/encodeWithdrawBonds.ts'
export { readCommitment } from './contract/dispute/readCommitment.ts'
export { type Defence, readDefence } from './contract/dispute/readDefence.ts'
export { readDispute } from './contract/dispute/readDispute.ts'
export { readDisputeCount } from './contract/dispute/readDisputeCount.ts'
export { readDisputeCredit } from './contract/dispute/readDisputeCredit.ts'
export { readDisputeRange } from './contract/dispute/readDisputeRange.ts'
export { readDisputes } from './contract/dispute/readDisputes.ts'
export { readDisputesById } from './contract/dispute/readDisputesById.ts'
export { type DisputeTerms, readDisputeTerms } from './contract/dispute/readDisputeTerms.ts'
export { readEarliestDisputed } from './contract/dispute/readEarliestDisputed.ts'
export { type DisputedSegment, type Game, readGame } from './contract/dispute/readGame.ts'
export { type GameSides, readGameSides } from './contract/dispute/readGameSides.ts'
export { encodeContractCall } from './contract/encodeContractCall.ts'
export { encodeRecordSeed, type RecordSeed } from './contract/epoch/encodeRecordSeed.ts'
export { epochAt } from './contract/epoch/epochAt.ts'
export { type EpochClock, readEpochClock } from './contract/epoch/readEpochClock.ts'
export { readSeedKnown } from './contract/epoch/readSeedKnown.ts'
export { startOfEpoch } from './contract/epoch/startOfEpoch.ts'
export { encodeLeaveProducers } from './contract/producing/encodeLeaveProducers.ts'
export { encodeRegisterProducer } from './contract/producing/encodeRegisterProducer.ts'
export { encodeWithdrawProducerBond } from './contract/producing/encodeWithdrawProducerBond.ts'
export { readAssignedProducer } from './contract/producing/readAssignedProducer.ts'
export {
  type ProducerStanding,
  readProducerStanding,
} from './contract/producing/readProducerStanding.ts'
export { encodeJoinRangers } from './contract/ranging/encodeJoinRangers.ts'
export { encodeLeaveRangers } from './contract/ranging/encodeLeaveRangers.ts'
export { encodeUnlockRangerBond } from './contract/ranging/encodeUnlockRangerBond.ts'
export { readDraw, type StateBatchDraw } from './contract/ranging/readDraw.ts'
export { type DrawEpoch, readDrawEpoch } from './contract/ranging/readDrawEpoch.ts'
export { readDuties } from './contract/ranging/readDuties.ts'
export { type RangerStanding, readRangerStanding } from './contract/ranging/readRangerStanding.ts'
export { readRangers } from './contract/ranging/readRangers.ts'
export { type RangerTerms, readRangerTerms } from './contract/ranging/readRangerTerms.ts'
export { revertDataOf } from './contract/revertDataOf.ts'
export { type AppendForced, encodeAppendForced } from './contract/rollup/encodeAppendForced.ts'
export {
  type AppendSequencerBatch,
  encodeAppendSequencerBatch,
} from './contract/rollup/encodeAppendSequencerBatch.ts'
export {
  type AppendStateBatch,
  encodeAppendStateBatch,
} from './contract/rollup/encodeAppendStateBatch.ts'
export { type Enqueue, encodeEnqueue } from './contract/rollup/encodeEnqueue.ts'
export { type BatchLimits, readBatchLimits } from './contract/rollup/readBatchLimits.ts'
export { type ChainTip, readChainTip } from './contract/rollup/readChainTip.ts'
export { readStateBatch, type StateBatch } from './contract/rollup/readStateBatch.ts'
export {
  readStateBatchStanding,
  type StateBatchStanding,
} from './contract/rollup/readStateBatchStanding.ts'
export { readStateTip, type StateTip } from './contract/rollup/readStateTip.ts'
export { type Allocate, encodeAllocate } from './contract/sequencing/encodeAllocate.ts'
export { type Draw, encodeDraw } from './contract/sequencing/encodeDraw.ts'
export { encodeReleaseBond } from './contract/sequencing/encodeReleaseBond.ts'
export { encodeSetEndpoint } from './contract/sequencing/encodeSetEndpoint.ts'
export { encodeSetEndpoints, type SetEndpoints } from './contract/sequencing/encodeSetEndpoints.ts'
export { encodeSlashEquivocation } from './contract/sequencing/encodeSlashEquivocation.ts'
export { encodeStake } from './contract/sequencing/encodeStake.ts'
export { encodeUnstake } from './contract/sequencing/encodeUnstake.ts'
export { type BondLock, readBondLock } from './contract/sequencing/readBondLock.ts'
export { readDrawing } from './contract/sequencing/readDrawing.ts'
export {
  type Eligibility,
  type EligibleMember,
  readEligible,
} from './contract/sequencing/readEligible.ts'
export { readEndpoint } from './contract/sequencing/readEndpoint.ts'
export { type PoolMember, readMembers } from './contract/sequencing/readMembers.ts'
export { readSchedule, type ScheduledEpoch } from './contract/sequencing/readSchedule.ts'
export { readSelection, type Selection } from './contract/sequencing/readSelection.ts'
export {
  readSequencerStanding,
  type SequencerStanding,
} from './contract/sequencing/readSequencerStanding.ts'
export { type Approve, encodeApprove } from './contract/token/encodeApprove.ts'
export { readMTBalance } from './contract/token/readMTBalance.ts'
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
export type { BondLog } from './sequencing/decodeBondLog.ts'
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
export { L1TransactionSender, type SendOptions } from './transaction/L1TransactionSender.ts'
export type { L1TransactionSenderOptions } from './transaction/L1TransactionSenderOptions.ts'
export { MemoryIntentJournal } from './transaction/MemoryIntentJournal.ts'
export { signerFromKey } from './transaction/signerFromKey.ts'
export { withGasMargin } from './transaction/withGasMargin.ts'
export {
  buildWithdrawalProof,
  type StorageProofAnswer,
  type WithdrawalEvidence,
} from './withdrawal/buildWithdrawalProof.ts'
export { WithdrawalProofMismatchError } from './withdrawal/WithdrawalProofMismatchError.ts'
