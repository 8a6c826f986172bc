export { PrunedError } from './error/PrunedError.ts'
export { RpcError } from './error/RpcError.ts'
export type { Json } from './jsonrpc/Json.ts'
export type { BlockWithReceipts, ChainEvents, HeadChange, Unsubscribe } from './port/ChainEvents.ts'
export type { BlockL1Attributes, ChainPort, TransactionLocation } from './port/ChainPort.ts'
export type { CharterPort, CharterSettings } from './port/CharterPort.ts'
export type { DacDirectory } from './port/DacDirectory.ts'
export type { DacPorts, Readiness } from './port/DacPorts.ts'
export type { HeadLevel } from './port/HeadLevel.ts'
export type { ChainLog, LogCriteria, LogPage, LogQuery } from './port/LogQuery.ts'
export type { PoolContent, PoolPort, PoolRefusal, SubmitOutcome } from './port/PoolPort.ts'
export type {
  BatchLocation,
  FinalityStatus,
  ForceInclusionStatus,
  L1BlockReference,
  L2BlockReference,
  RollupConfig,
  RollupPort,
  StateBatchLocation,
  SyncStatus,
} from './port/RollupPort.ts'
export type { SealedHeader } from './port/SealedHeader.ts'
export type {
  AccessListOutcome,
  AccountOverride,
  AccountProof,
  BlockOverride,
  CallMessage,
  CallOutcome,
  GasEstimate,
  SimulationFailure,
  SimulationRequest,
  StatePort,
} from './port/StatePort.ts'
