import type { Receipt } from '@mvm/protocol'
import { RecordWriter } from '../record/RecordWriter.ts'
import { receiptField } from './receiptField.ts'
import { RECEIPTS_VERSION, TABLE_ENTRY_BYTES } from './StoredReceipts.ts'

/** The record of a block's receipts, which {@link StoredReceipts} reads. */
export function encodeReceipts(receipts: readonly Receipt[]): Uint8Array {
  const writer = new RecordWriter(RECEIPTS_VERSION, 64 + receipts.length * 400)
  writer.uint32(receipts.length)
  let entry = writer.length
  for (let i = 0; i < receipts.length; i++) {
    writer.uint32(0)
    writer.uint32(0)
    writer.uint32(0)
  }
  let logIndex = 0
  for (const receipt of receipts) {
    const start = writer.length
    const logsOffset = receiptField.write(writer, receipt)
    writer.patchUint32(entry, start)
    writer.patchUint32(entry + 4, logsOffset)
    writer.patchUint32(entry + 8, logIndex)
    entry += TABLE_ENTRY_BYTES
    logIndex += receipt.logs.length
  }
  return writer.finish()
}
