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
export { isSince } from './engine/isSince.ts'
export { type FrameTrace, type TracedStep, traceFrame } from './engine/traceFrame.ts'
export { type FaultName, faultNames } from './fault/faultNames.ts'
export { type FaultyMachineOptions, faultyMachine } from './fault/faultyMachine.ts'
export { readFaultName } from './fault/readFaultName.ts'
export { UnknownFaultError } from './fault/UnknownFaultError.ts'
export type { Machine } from './machine/Machine.ts'
export type { BlobParameters } from './profile/ethereum/BlobParameters.ts'
export { blobBaseFee } from './profile/ethereum/blobBaseFee.ts'
export { blobParametersOf } from './profile/ethereum/blobParametersOf.ts'
export type { BlockDepartures } from './profile/ethereum/block/BlockDepartures.ts'
export { decodeEthereumBlock } from './profile/ethereum/block/decodeEthereumBlock.ts'
export { decodeEthereumChain } from './profile/ethereum/block/decodeEthereumChain.ts'
export type { EthereumBlock } from './profile/ethereum/block/EthereumBlock.ts'
export {
  EthereumBlockExecution,
  type EthereumExecutionOptions,
  type EthereumTransactionResult,
  type OpenEthereumBlockInput,
  type PreparedTransaction,
} from './profile/ethereum/block/EthereumBlockExecution.ts'
export type { EthereumBlockInput } from './profile/ethereum/block/EthereumBlockInput.ts'
export type { ExecutedEthereumBlock } from './profile/ethereum/block/ExecutedEthereumBlock.ts'
export { encodeEthereumReceipt } from './profile/ethereum/block/encodeEthereumReceipt.ts'
export { inputOfEthereumBlock } from './profile/ethereum/block/inputOfEthereumBlock.ts'
export { MAINNET_DEPOSIT_CONTRACT } from './profile/ethereum/block/system/MAINNET_DEPOSIT_CONTRACT.ts'
export { systemContracts } from './profile/ethereum/block/system/systemContracts.ts'
export { verifyEthereumBlock } from './profile/ethereum/block/verifyEthereumBlock.ts'
export { decodeEthereumTransaction } from './profile/ethereum/decodeEthereumTransaction.ts'
export { ethereumStage } from './profile/ethereum/ethereumStage.ts'
export {
  type EthereumEnvironment,
  type EthereumOptions,
  type EthereumOutcome,
  executeEthereumTransaction,
} from './profile/ethereum/executeEthereumTransaction.ts'
export { findEthereumSkip } from './profile/ethereum/findEthereumSkip.ts'
export { GAS_PER_BLOB } from './profile/ethereum/GAS_PER_BLOB.ts'
export type { ForkActivation } from './profile/ethereum/genesis/ForkActivation.ts'
export { InvalidGenesisError } from './profile/ethereum/genesis/InvalidGenesisError.ts'
export {
  type EthereumGenesis,
  readEthereumGenesis,
} from './profile/ethereum/genesis/readEthereumGenesis.ts'
export { decodeEthereumHeader } from './profile/ethereum/header/decodeEthereumHeader.ts'
export type { EthereumHeader } from './profile/ethereum/header/EthereumHeader.ts'
export type { EthereumParent } from './profile/ethereum/header/EthereumParent.ts'
export { ethereumBaseFee } from './profile/ethereum/header/ethereumBaseFee.ts'
export { excessBlobGas } from './profile/ethereum/header/excessBlobGas.ts'
export { hashEthereumHeader } from './profile/ethereum/header/hashEthereumHeader.ts'
export { type BlockField, InvalidBlockError } from './profile/ethereum/InvalidBlockError.ts'
export { type BlobSidecar, verifyBlobs } from './profile/ethereum/verifyBlobs.ts'
export { CharterReader, type CharterState, type CharterTerms } from './profile/mvm/CharterReader.ts'
export { mvmStage } from './profile/mvm/mvmStage.ts'
export {
  permissionsOfSigned,
  type TransactionPermissions,
} from './profile/mvm/permissionsOfSigned.ts'
export type { BlockPlace, EthereumProfile, MvmProfile, Profile } from './profile/Profile.ts'
export type {
  BlockSimulationOptions,
  BlockSimulationOutcome,
  PlannedBlock,
  SimulatedBlock,
  UnsignedExecutable,
} from './simulation/BlockSimulation.ts'
export { createAccessList } from './simulation/createAccessList.ts'
export { describeSkip } from './simulation/describeSkip.ts'
export { estimateGas } from './simulation/estimateGas.ts'
export { NotAPrecompileError } from './simulation/NotAPrecompileError.ts'
export { proveAccount } from './simulation/proveAccount.ts'
export type { SimulationTarget } from './simulation/SimulationTarget.ts'
export { type SimulationStage, simulateBlocks } from './simulation/simulateBlocks.ts'
export { simulateCall } from './simulation/simulateCall.ts'
export type { AccountState } from './state/AccountState.ts'
export { CommittedState, type Slot } from './state/CommittedState.ts'
export { MemoryStateStore } from './state/MemoryStateStore.ts'
export { OverlaidState } from './state/OverlaidState.ts'
export { type AccountRecord, readAccount } from './state/readAccount.ts'
export { readCode } from './state/readCode.ts'
export { readStorage } from './state/readStorage.ts'
export { StateCache } from './state/StateCache.ts'
export type { StateReader } from './state/StateReader.ts'
export { StateUnavailableError } from './state/StateUnavailableError.ts'
export { type StateVisitor, walkState } from './state/walkState.ts'
export { type WrittenAccount, type WrittenState, writeAccounts } from './state/writeAccounts.ts'
export type { TransactionTrace } from './tracing/TraceSession.ts'
export { TraceTooLargeError } from './tracing/TraceTooLargeError.ts'
export { type TracedBlock, type TraceOptions, traceBlock } from './tracing/traceBlock.ts'
export { traceCall } from './tracing/traceCall.ts'
export type { Blobs, ExecutableTransaction } from './transaction/ExecutableTransaction.ts'
export { precompileAddresses } from './transaction/precompileAddresses.ts'
export type { SkipReason } from './transaction/SkipReason.ts'
export { MalformedTrieNodeError } from './trie/MalformedTrieNodeError.ts'
export type { BlockWitness } from './witness/BlockWitness.ts'
export { recordSegmentWitness, type SegmentWitnessOptions } from './witness/recordSegmentWitness.ts'
export { recordWitness, type WitnessLimit } from './witness/recordWitness.ts'
export { WitnessTooLargeError } from './witness/WitnessTooLargeError.ts'
