import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

/** The codec of a record that is one number. @param what what it says, for errors */
export function numberRecord(what: string) {
  return {
    encode(value: number): Uint8Array {
      const writer = new RecordWriter(VERSION, 16)
      writer.number(value)
      return writer.finish()
    },

    decode(bytes: Uint8Array): number {
      const reader = new RecordReader(bytes, VERSION, what)
      const value = reader.number()
      reader.end()
      return value
    },
  } as const
}
