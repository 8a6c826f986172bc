import type { BlockReference } from '../block/BlockReference.ts'
import type { ChainHeads } from '../block/ChainHeads.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

/** The heads, and how often the chain has been rolled back: reads between two equal counts are of one chain. */
export interface HeadsState {
  readonly heads: ChainHeads
  readonly rollBackCount: number
}

const VERSION = 1

export const headsRecord = {
  encode({ heads: { unsafe, safe, finalized }, rollBackCount }: HeadsState): Uint8Array {
    const writer = new RecordWriter(VERSION, 128)
    for (const { number, hash } of [unsafe, safe, finalized]) {
      writer.number(number)
      writer.fixedHex(hash, 32)
    }
    writer.number(rollBackCount)
    return writer.finish()
  },

  decode(bytes: Uint8Array): HeadsState {
    const reader = new RecordReader(bytes, VERSION, 'the heads')
    const next = (): BlockReference => ({ number: reader.number(), hash: reader.hash() })
    const heads = { unsafe: next(), safe: next(), finalized: next() }
    const rollBackCount = reader.number()
    reader.end()
    return { heads, rollBackCount }
  },
} as const
