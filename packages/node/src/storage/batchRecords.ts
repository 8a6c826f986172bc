import { deserialize, serialize } from 'node:v8'
import type { BatchRecord } from '@mvm/sequencer'
import type { StorageUnit } from '@mvm/storage'

const PREFIX = 'batch-log/'

/** The sequencer's batch log among a storage unit's named records, one a batch, ordered by first block. */
export const batchRecords = {
  firstBlock(record: BatchRecord): number {
    return record.kind === 'adopted' ? record.batch.firstBlock : record.opening.firstBlock
  },

  name(firstBlock: number): string {
    return `${PREFIX}${String(firstBlock).padStart(16, '0')}`
  },

  /** A payload is kept with the canonical batches; here its hash does. */
  encode(record: BatchRecord): Uint8Array {
    return serialize(
      record.kind === 'adopted'
        ? { kind: 'adopted', batch: { ...record.batch, payload: new Uint8Array(0) } }
        : record,
    )
  },

  async all(unit: StorageUnit): Promise<readonly BatchRecord[]> {
    const records = await unit.records(PREFIX)
    return [...records.values()].map((bytes) => deserialize(bytes) as BatchRecord)
  },
} as const
