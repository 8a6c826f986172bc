import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

/** The first block of which everything is kept; absent while nothing was pruned. */
export const historyRecord = {
  encode(earliestBlock: number): Uint8Array {
    const writer = new RecordWriter(VERSION, 16)
    writer.number(earliestBlock)
    return writer.finish()
  },

  decode(bytes: Uint8Array): number {
    const reader = new RecordReader(bytes, VERSION, 'where history begins')
    const earliestBlock = reader.number()
    reader.end()
    return earliestBlock
  },
} as const
