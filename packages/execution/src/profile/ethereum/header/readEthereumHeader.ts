import {
  type Address,
  asHash,
  type Hash,
  MalformedRlpError,
  type RlpReader,
  toHex,
} from '@mvm/protocol'
import type { EthereumHeader } from './EthereumHeader.ts'

/** Reads a header of any fork. Throws {@link MalformedRlpError}. */
export function readEthereumHeader(reader: RlpReader): EthereumHeader {
  const end = reader.enterList()
  const hash = <H extends Hash>(): H => asHash<H>(toHex(reader.bytesOfLength(32)))
  const later = <T>(read: () => T): T | null => (reader.isAtEnd ? null : read())
  const quantity = (): bigint => reader.uint(8)
  const header: EthereumHeader = {
    parentHash: hash(),
    ommersHash: hash(),
    coinbase: toHex(reader.bytesOfLength(20)) as Address,
    stateRoot: hash(),
    transactionsRoot: hash(),
    receiptsRoot: hash(),
    logsBloom: toHex(reader.bytesOfLength(256)),
    difficulty: reader.uint(32),
    number: readNumber(reader),
    gasLimit: quantity(),
    gasUsed: quantity(),
    timestamp: readNumber(reader),
    extraData: toHex(reader.bytes()),
    mixHash: hash(),
    nonce: toHex(reader.bytesOfLength(8)),
    baseFeePerGas: later(() => reader.uint(32)),
    withdrawalsRoot: later(hash<Hash<'withdrawals trie'>>),
    blobGasUsed: later(quantity),
    excessBlobGas: later(quantity),
    parentBeaconBlockRoot: later(hash<Hash>),
    requestsHash: later(hash<Hash<'requests'>>),
  }
  reader.leaveList(end)
  return header
}

/** An integer that a block's number or timestamp can be. */
function readNumber(reader: RlpReader): number {
  const offset = reader.position
  const value = reader.uint(8)
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value)
  throw new MalformedRlpError({ offset, problem: 'an integer is above 2^53 - 1' })
}
