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
export {
  type EthereumBlock,
  type EthereumOutcome,
  executeEthereumTransaction,
} from './profile/ethereum/executeEthereumTransaction.ts'
export type { EthereumProfile, MvmProfile, Profile } from './profile/Profile.ts'
export { UnsupportedProfileError } from './profile/UnsupportedProfileError.ts'
export { MemoryStateStore } from './state/MemoryStateStore.ts'
export { StateCache } from './state/StateCache.ts'
export type { StateReader } from './state/StateReader.ts'
export { StateUnavailableError } from './state/StateUnavailableError.ts'
export { type WrittenAccount, type WrittenState, writeAccounts } from './state/writeAccounts.ts'
export type { SkipReason } from './transaction/SkipReason.ts'
