import type { BatchRecord } from '../port/BatchRecord.ts'

/** The key of a record in the batch log. */
export function recordFirstBlock(record: BatchRecord): number {
  return record.kind === 'adopted' ? record.batch.firstBlock : record.opening.firstBlock
}
