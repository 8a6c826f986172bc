export type { SignInOptions } from './access/SignIn.ts'
export { dacHeader } from './chain/dacHeader.ts'
export type { PermissionRule } from './charter/PermissionRule.ts'
export { AuthRequiredError } from './error/AuthRequiredError.ts'
export { CharterDeniedError } from './error/CharterDeniedError.ts'
export { DacUnknownError } from './error/DacUnknownError.ts'
export { ExecutionRevertedError } from './error/ExecutionRevertedError.ts'
export { FilterNotFoundError } from './error/FilterNotFoundError.ts'
export { HeaderNotFoundError } from './error/HeaderNotFoundError.ts'
export { InternalError } from './error/InternalError.ts'
export { InvalidInputError } from './error/InvalidInputError.ts'
export { InvalidParameterError } from './error/InvalidParameterError.ts'
export { InvalidRequestError } from './error/InvalidRequestError.ts'
export { LimitExceededError } from './error/LimitExceededError.ts'
export { MethodNotFoundError } from './error/MethodNotFoundError.ts'
export { NotSupportedError } from './error/NotSupportedError.ts'
export { ParseError } from './error/ParseError.ts'
export { PrunedError } from './error/PrunedError.ts'
export { RequestTimeoutError } from './error/RequestTimeoutError.ts'
export { RpcError } from './error/RpcError.ts'
export { SyncTimeoutError } from './error/SyncTimeoutError.ts'
export { TransactionRejectedError } from './error/TransactionRejectedError.ts'
export { UnavailableError } from './error/UnavailableError.ts'
export { exceededShape } from './jsonrpc/exceededShape.ts'
export type { Json } from './jsonrpc/Json.ts'
export { developmentMethodTable } from './method/development/developmentMethodTable.ts'
export { ethereumMethods } from './method/ethereumMethods.ts'
export type { Method } from './method/Method.ts'
export type { MethodContext } from './method/MethodContext.ts'
export { methodTable } from './method/methodTable.ts'
export { rangerMethods } from './method/ranger/rangerMethods.ts'
export type {
  BlockSimulation,
  BlockSimulationOutcome,
  PlannedBlock,
  SimulatedBlock,
  SimulationRefusal,
} from './port/BlockSimulation.ts'
export type { BlockOrder, BuildingPort, BuiltBlock } from './port/BuildingPort.ts'
export type { ChainDirectory } from './port/ChainDirectory.ts'
export type { BlockWithReceipts, ChainEvents, HeadChange, Unsubscribe } from './port/ChainEvents.ts'
export type {
  BlobFees,
  BlockL1Attributes,
  ChainPort,
  LocatedReceipt,
  TransactionLocation,
} from './port/ChainPort.ts'
export type { ChainPorts, Readiness } from './port/ChainPorts.ts'
export type { ChainReceipt } from './port/ChainReceipt.ts'
export type {
  BlobTransaction,
  ChainTransaction,
  SignedChainTransaction,
  UnprotectedTransaction,
} from './port/ChainTransaction.ts'
export type { CharterPort, CharterSettings } from './port/CharterPort.ts'
export type { DacDirectory } from './port/DacDirectory.ts'
export type { DacPorts } from './port/DacPorts.ts'
export type {
  BlockTime,
  DevelopmentPort,
  ForcedMessage,
  TypedData,
} from './port/DevelopmentPort.ts'
export type { DevelopmentPorts } from './port/DevelopmentPorts.ts'
export type {
  DisputedGame,
  DisputeEvent,
  DisputesPort,
  OpenDispute,
} from './port/DisputesPort.ts'
export type { EthereumPorts } from './port/EthereumPorts.ts'
export type { HeadLevel } from './port/HeadLevel.ts'
export type { LogCriteria, LogQuery } from './port/LogQuery.ts'
export type { PoolContent, PoolPort, PoolRefusal, SubmitOutcome } from './port/PoolPort.ts'
export type {
  RangerDispute,
  RangerDuty,
  RangerPort,
  RangerReport,
} from './port/RangerPort.ts'
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
export type { BlobSchedule, ForkConfig, RulesPort } from './port/RulesPort.ts'
export type { SealedHeader } from './port/SealedHeader.ts'
export type {
  BondThreshold,
  Eligibility,
  Schedule,
  ScheduledEpoch,
  SequencingPort,
} from './port/SequencingPort.ts'
export type { SimulationRequest, StatePort } from './port/StatePort.ts'
export type { OneStepWitness, StepTracePort, TracedState } from './port/StepTracePort.ts'
export type { SyncProgress } from './port/SyncProgress.ts'
export type { CallFrame, TracePort, TransactionTrace } from './port/TracePort.ts'
export type { BlockWitness, WitnessOverflow, WitnessPort } from './port/WitnessPort.ts'
export { ByteBudget } from './server/ByteBudget.ts'
export { HttpExchange } from './server/HttpExchange.ts'
export { holdUnfinished } from './server/holdUnfinished.ts'
export { RangerServer, type RangerServerOptions } from './server/RangerServer.ts'
export { defaultRpcLimits, type RpcLimits } from './server/RpcLimits.ts'
export { RpcServer, type RpcServerOptions } from './server/RpcServer.ts'
export { type FlatTrace, flattenFrames, type TracedPlace } from './trace/flattenFrames.ts'
