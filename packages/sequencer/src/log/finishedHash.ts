import type { BatchHash } from '@mvm/protocol'
import type { FinishedRecord } from '../port/BatchRecord.ts'

/** The hash that names a finished batch on L1. */
export function finishedHash(record: FinishedRecord): BatchHash {
  return record.kind === 'adopted' ? record.batch.batchHash : record.batchHash
}
