import type { BlockHash, BlockHeader } from '@mvm/protocol'
import { bloomField } from './bloomField.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

/** Which block stands at a height. */
export interface CanonicalEntry {
  readonly hash: BlockHash
  /** Seconds since 1970. */
  readonly timestamp: number
}

/** For each criterion of a log filter the alternatives, each as its {@link bloomPositions}. */
export type BloomCriteria = readonly (readonly (readonly number[])[])[]

const VERSION = 1
const WHAT = 'an entry of the canonical index'

/** Holds the bloom as well, so that a search for logs reads nothing else of blocks that have none. */
export const canonicalRecord = {
  encode(
    hash: BlockHash,
    { timestamp, logsBloom }: Pick<BlockHeader, 'timestamp' | 'logsBloom'>,
  ): Uint8Array {
    const writer = new RecordWriter(VERSION, 300)
    writer.fixedHex(hash, 32)
    writer.number(timestamp)
    bloomField.write(writer, logsBloom)
    return writer.finish()
  },

  decode(bytes: Uint8Array): CanonicalEntry {
    const reader = new RecordReader(bytes, VERSION, WHAT)
    return { hash: reader.hash<BlockHash>(), timestamp: reader.number() }
  },

  /** Whether the bloom allows for a log that meets all criteria. */
  mayMatch(bytes: Uint8Array, criteria: BloomCriteria): boolean {
    const reader = new RecordReader(bytes, VERSION, WHAT)
    reader.raw(32)
    reader.number()
    return bloomField.mayMatch(reader, criteria)
  },
} as const
