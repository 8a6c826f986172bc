import type { BlockReference } from '../block/BlockReference.ts'
import type { ChainHeads } from '../block/ChainHeads.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

const VERSION = 1

export const headsRecord = {
  encode({ unsafe, safe, finalized }: ChainHeads): Uint8Array {
    const writer = new RecordWriter(VERSION, 128)
    for (const { number, hash } of [unsafe, safe, finalized]) {
      writer.number(number)
      writer.fixedHex(hash, 32)
    }
    return writer.finish()
  },

  decode(bytes: Uint8Array): ChainHeads {
    const reader = new RecordReader(bytes, VERSION, 'the heads')
    const next = (): BlockReference => ({ number: reader.number(), hash: reader.hash() })
    const heads = { unsafe: next(), safe: next(), finalized: next() }
    reader.end()
    return heads
  },
} as const
