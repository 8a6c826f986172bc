export type { BlockReference } from './block/BlockReference.ts'
export type { ChainHeads } from './block/ChainHeads.ts'
export type { L1Cursor } from './block/L1Cursor.ts'
export type { LocatedReceipt } from './block/LocatedReceipt.ts'
export type { SkippedInput, StoredBlock } from './block/StoredBlock.ts'
export { HeadError } from './error/HeadError.ts'
export { HistoryPrunedError } from './error/HistoryPrunedError.ts'
export { ParentMismatchError } from './error/ParentMismatchError.ts'
export { RollBackError } from './error/RollBackError.ts'
export { StorageAnchorError } from './error/StorageAnchorError.ts'
export { StorageChainMismatchError } from './error/StorageChainMismatchError.ts'
export { StorageClosedError } from './error/StorageClosedError.ts'
export { StorageCorruptError } from './error/StorageCorruptError.ts'
export { StorageEmptyError } from './error/StorageEmptyError.ts'
export { StorageFailedError } from './error/StorageFailedError.ts'
export { StorageFullError } from './error/StorageFullError.ts'
export { StorageGenesisMismatchError } from './error/StorageGenesisMismatchError.ts'
export { StorageIoError } from './error/StorageIoError.ts'
export { StorageLockedError } from './error/StorageLockedError.ts'
export { StorageReadOnlyError } from './error/StorageReadOnlyError.ts'
export { StorageVersionError } from './error/StorageVersionError.ts'
export { UnstorableValueError } from './error/UnstorableValueError.ts'
export {
  EthereumUnit,
  type EthereumUnitGenesis,
  type EthereumUnitOptions,
  type LocatedEthereumReceipt,
} from './ethereum/EthereumUnit.ts'
export type { StoredEthereumBlock } from './ethereum/StoredEthereumBlock.ts'
export type { WrittenEthereumBlock } from './ethereum/writeEthereumBlock.ts'
export type { SweepReport } from './history/sweepState.ts'
export type { FindLogsOptions } from './log/findLogs.ts'
export type { LogFilter } from './log/LogFilter.ts'
export type { TransactionLocation } from './record/locationRecord.ts'
export type { LevelStoreOptions } from './store/LevelStore.ts'
export type { LevelTuning } from './store/SharedLevel.ts'
export type {
  AppendedBlock,
  ChainChange,
  PoolTransaction,
  StateContent,
} from './unit/ChainChange.ts'
export type { StorageGenesis } from './unit/StorageGenesis.ts'
export { type PruneOptions, StorageUnit, type StorageUnitOptions } from './unit/StorageUnit.ts'
export type { StorageProblem, VerifyOptions, VerifyReport } from './verify/verifyChain.ts'
