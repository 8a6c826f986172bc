import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

/** A record that is one number: a block's number or a batch's index. */
export const indexRecord = {
  encode(value: number): Uint8Array {
    const writer = new RecordWriter(VERSION, 16)
    writer.number(value)
    return writer.finish()
  },

  decode(bytes: Uint8Array): number {
    const reader = new RecordReader(bytes, VERSION, 'an index entry')
    const value = reader.number()
    reader.end()
    return value
  },
} as const
