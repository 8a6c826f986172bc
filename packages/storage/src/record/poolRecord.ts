import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

/** A transaction that waits for inclusion. */
export const poolRecord = {
  /** `arrival` is microseconds since 1970, made strictly increasing. */
  encode(arrival: number, raw: Uint8Array): Uint8Array {
    const writer = new RecordWriter(VERSION, 16 + raw.length)
    writer.number(arrival)
    writer.raw(raw)
    return writer.finish()
  },

  decode(bytes: Uint8Array): { readonly arrival: number; readonly raw: Uint8Array } {
    const reader = new RecordReader(bytes, VERSION, 'a pool transaction')
    const arrival = reader.number()
    return { arrival, raw: reader.raw(bytes.length - reader.offset) }
  },
} as const
