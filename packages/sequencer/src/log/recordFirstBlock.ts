import type { BatchRecord } from '../port/BatchRecord.ts'

export function recordFirstBlock(record: BatchRecord): number {
  return record.kind === 'adopted' ? record.batch.firstBlock : record.opening.firstBlock
}
