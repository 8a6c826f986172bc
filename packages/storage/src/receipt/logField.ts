import type { Hex, Log } from '@mvm/protocol'
import type { RecordReader } from '../record/RecordReader.ts'
import type { RecordWriter } from '../record/RecordWriter.ts'

/** A log in the receipts record. */
export const logField = {
  write(writer: RecordWriter, { address, topics, data }: Log): void {
    writer.fixedHex(address, 20)
    writer.byte(topics.length)
    for (const topic of topics) writer.fixedHex(topic, 32)
    writer.hex(data)
  },

  read(reader: RecordReader): Log {
    const address = reader.address()
    const topics: Hex[] = []
    for (let left = reader.byte(); left > 0; left--) topics.push(reader.fixedHex(32))
    return { address, topics, data: reader.hex() }
  },
} as const
