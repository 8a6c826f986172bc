import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

/** Where a transaction stands in the canonical chain. */
export interface TransactionLocation {
  readonly blockNumber: number
  /** Position among the block's included transactions, deposits first. */
  readonly index: number
}

const VERSION = 1

export const locationRecord = {
  encode({ blockNumber, index }: TransactionLocation): Uint8Array {
    const writer = new RecordWriter(VERSION, 16)
    writer.number(blockNumber)
    writer.number(index)
    return writer.finish()
  },

  decode(bytes: Uint8Array): TransactionLocation {
    const reader = new RecordReader(bytes, VERSION, "a transaction's location")
    const location = { blockNumber: reader.number(), index: reader.number() }
    reader.end()
    return location
  },
} as const
