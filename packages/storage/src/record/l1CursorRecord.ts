import type { L1BlockHash } from '@mvm/protocol'
import type { L1Cursor } from '../block/L1Cursor.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

export const l1CursorRecord = {
  encode({ l1BlockNumber, l1BlockHash }: L1Cursor): Uint8Array {
    const writer = new RecordWriter(VERSION, 48)
    writer.number(l1BlockNumber)
    writer.fixedHex(l1BlockHash, 32)
    return writer.finish()
  },

  decode(bytes: Uint8Array): L1Cursor {
    const reader = new RecordReader(bytes, VERSION, 'the L1 cursor')
    const cursor = { l1BlockNumber: reader.number(), l1BlockHash: reader.hash<L1BlockHash>() }
    reader.end()
    return cursor
  },
} as const
