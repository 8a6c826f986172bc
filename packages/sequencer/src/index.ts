export type { ClosedBatch } from './batch/ClosedBatch.ts'
export type { AccountState } from './port/AccountState.ts'
export type { AdmissionPort, ExaminedTransaction } from './port/AdmissionPort.ts'
export type { BatchOpening } from './port/BatchOpening.ts'
export type { BatchRecord } from './port/BatchRecord.ts'
export type { ChainHead } from './port/ChainHead.ts'
export type {
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
export type {
  L1Call,
  L1CallOutcome,
  L1CallPort,
  StateBatch,
} from './port/L1CallPort.ts'
export type { BatchTip, L1View, L1ViewPort } from './port/L1ViewPort.ts'
export type { PendingTransactionPort } from './port/PendingTransactionPort.ts'
export type { SkipReason } from './port/SkipReason.ts'
