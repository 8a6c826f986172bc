import type { BlockHash } from '@mvm/protocol'
import { StorageCorruptError } from '../error/StorageCorruptError.ts'
import { RecordReader } from './RecordReader.ts'
import { RecordWriter } from './RecordWriter.ts'

/** The version of keys and records as a whole: a folder of another version is refused. */
export const SCHEMA_VERSION = 1

/** What a storage unit is the storage of. */
export interface StorageIdentity {
  readonly chainId: number
  readonly genesisHash: BlockHash
}

const VERSION = 1
const WHAT = 'the identity'

/** Begins with the schema version in four bytes, in all versions for ever. */
export const identityRecord = {
  encode({ chainId, genesisHash }: StorageIdentity): Uint8Array {
    const writer = new RecordWriter(VERSION, 64)
    writer.number(chainId)
    writer.fixedHex(genesisHash, 32)
    const schemaVersion = Buffer.alloc(4)
    schemaVersion.writeUInt32BE(SCHEMA_VERSION)
    return Buffer.concat([schemaVersion, writer.finish()])
  },

  schemaVersion(bytes: Uint8Array): number {
    if (bytes.length < 4) throw new StorageCorruptError({ what: WHAT, reason: 'it ends too early' })
    return Buffer.from(bytes).readUInt32BE()
  },

  /** Only for a record of this SCHEMA_VERSION. */
  decode(bytes: Uint8Array): StorageIdentity {
    const reader = new RecordReader(bytes.subarray(4), VERSION, WHAT)
    const identity = { chainId: reader.number(), genesisHash: reader.hash<BlockHash>() }
    reader.end()
    return identity
  },
} as const
