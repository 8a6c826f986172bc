export {
  BLOCK_GAS_LIMIT,
  BlockExecution,
  type OpenBlockInput,
  type TransactionResult,
} from './block/BlockExecution.ts'
export { BlockExecutionError } from './block/BlockExecutionError.ts'
export type { ExecutedBlock, SkippedTransaction, SupplyChange } from './block/ExecutedBlock.ts'
export type { ExecutionOptions } from './block/ExecutionOptions.ts'
export { executeBlock } from './block/executeBlock.ts'
export type { ParentBlock } from './block/ParentBlock.ts'
export { EngineFaultError } from './engine/EngineFaultError.ts'
export type {
  BlockEnvironment,
  ExecutionEngine,
  Frame,
  FrameOutcome,
  FramePermissions,
} from './engine/ExecutionEngine.ts'
export type { Fork } from './engine/Fork.ts'
export { type FaultName, faultNames } from './fault/faultNames.ts'
export { type FaultyMachineOptions, faultyMachine } from './fault/faultyMachine.ts'
export { readFaultName } from './fault/readFaultName.ts'
export { UnknownFaultError } from './fault/UnknownFaultError.ts'
export type { Machine } from './machine/Machine.ts'
export {
  type EthereumBlock,
  type EthereumOptions,
  type EthereumOutcome,
  executeEthereumTransaction,
} from './profile/ethereum/executeEthereumTransaction.ts'
export { CharterReader, type CharterState, type CharterTerms } from './profile/mvm/CharterReader.ts'
export {
  permissionsOfSigned,
  type TransactionPermissions,
} from './profile/mvm/permissionsOfSigned.ts'
export type { EthereumProfile, MvmProfile, Profile } from './profile/Profile.ts'
export { UnsupportedProfileError } from './profile/UnsupportedProfileError.ts'
export type { CallMessage } from './simulation/CallMessage.ts'
export { createAccessList } from './simulation/createAccessList.ts'
export { describeSkip } from './simulation/describeSkip.ts'
export { estimateGas } from './simulation/estimateGas.ts'
export { type AccountProof, proveAccount } from './simulation/proveAccount.ts'
export type {
  AccessListOutcome,
  CallOutcome,
  GasEstimate,
  SimulationFailure,
} from './simulation/SimulationOutcome.ts'
export type {
  AccountOverride,
  BlockOverride,
  SimulationTarget,
} from './simulation/SimulationTarget.ts'
export { simulateCall } from './simulation/simulateCall.ts'
export type { AccountState } from './state/AccountState.ts'
export { CommittedState, type Slot } from './state/CommittedState.ts'
export { MemoryStateStore } from './state/MemoryStateStore.ts'
export { type AccountRecord, readAccount } from './state/readAccount.ts'
export { readCode } from './state/readCode.ts'
export { readStorage } from './state/readStorage.ts'
export { StateCache } from './state/StateCache.ts'
export type { StateReader } from './state/StateReader.ts'
export { StateUnavailableError } from './state/StateUnavailableError.ts'
export { type WrittenAccount, type WrittenState, writeAccounts } from './state/writeAccounts.ts'
export type { SkipReason } from './transaction/SkipReason.ts'
export { MalformedTrieNodeError } from './trie/MalformedTrieNodeError.ts'
export type { BlockWitness } from './witness/BlockWitness.ts'
export { recordSegmentWitness, type SegmentWitnessOptions } from './witness/recordSegmentWitness.ts'
export { recordWitness, type WitnessLimit } from './witness/recordWitness.ts'
export { WitnessTooLargeError } from './witness/WitnessTooLargeError.ts'
