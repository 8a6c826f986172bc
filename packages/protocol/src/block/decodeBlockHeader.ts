import { asAddress } from '../account/Address.ts'
import { toHex } from '../bytes/toHex.ts'
import { MalformedHeaderError } from '../error/MalformedHeaderError.ts'
import { MalformedRlpError } from '../error/MalformedRlpError.ts'
import {
  type Accumulator,
  asHash,
  type BlockHash,
  type Hash,
  type StateRoot,
  type StorageRoot,
} from '../hash/Hash.ts'
import { RlpReader } from '../rlp/RlpReader.ts'
import type { BlockHeader } from './BlockHeader.ts'
import { encodeBlockHeader } from './encodeBlockHeader.ts'

/** The reverse of {@link encodeBlockHeader}, for bytes of any origin. Throws {@link MalformedHeaderError}. */
export function decodeBlockHeader(bytes: Uint8Array): BlockHeader {
  const header = read(bytes)
  // The fields that are the same on every block are compared by writing them.
  if (Buffer.compare(encodeBlockHeader(header), bytes) !== 0) {
    throw new MalformedHeaderError({ problem: 'a field that never varies has another value' })
  }
  return header
}

function safe(value: bigint): number {
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value)
  throw new MalformedHeaderError({ problem: `${value} is no block number and no time` })
}

function read(bytes: Uint8Array): BlockHeader {
  try {
    const reader = new RlpReader(bytes)
    const end = reader.enterList()
    const word = () => toHex(reader.bytesOfLength(32))
    const parentHash = asHash<BlockHash>(word())
    word()
    const coinbase = asAddress(toHex(reader.bytesOfLength(20)))
    const stateRoot = asHash<StateRoot>(word())
    const transactionsRoot = asHash<Accumulator>(word())
    const receiptsRoot = asHash<Accumulator>(word())
    const logsBloom = toHex(reader.bytesOfLength(256))
    reader.uint(1)
    const number = safe(reader.uint(8))
    const gasLimit = reader.uint(8)
    const gasUsed = reader.uint(8)
    const timestamp = safe(reader.uint(8))
    const extraData = word()
    const prevRandao = asHash<Hash<'randao'>>(word())
    reader.bytesOfLength(8)
    const baseFeePerGas = reader.uint(32)
    const withdrawalsRoot = asHash<StorageRoot>(word())
    for (let i = 0; i < 2; i++) reader.uint(1)
    for (let i = 0; i < 2; i++) word()
    reader.leaveList(end)
    return {
      parentHash,
      coinbase,
      stateRoot,
      transactionsRoot,
      receiptsRoot,
      logsBloom,
      number,
      gasLimit,
      gasUsed,
      timestamp,
      extraData,
      prevRandao,
      baseFeePerGas,
      withdrawalsRoot,
    }
  } catch (error) {
    if (!(error instanceof MalformedRlpError)) throw error
    throw new MalformedHeaderError({ problem: error.message, cause: error })
  }
}
