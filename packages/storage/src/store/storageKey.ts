import type { Address, Hash } from '@mvm/protocol'
import { UnstorableValueError } from '../error/UnstorableValueError.ts'

/**
 * The layout of a storage unit: one byte of section, then the key's fields, numbers as 6 bytes big-endian
 * (blocks, indices), hashes as 32 bytes and addresses as 20. It changes together with SCHEMA_VERSION.
 *
 * Content-addressed and immutable: header, body, receipts, trieNode, code. All else may change in a commit.
 */
const SECTION = {
  /** () → schema version, chainId, genesis hash. */
  identity: 0x00,
  /** () → unsafe, safe and finalized head. */
  heads: 0x01,
  /** () → how far L1 has been followed. */
  l1Cursor: 0x02,
  /** name (UTF-8) → bytes that a caller keeps with the chain. */
  named: 0x03,
  /** () → the first block of which everything is kept; absent while nothing was pruned. */
  history: 0x04,
  /** block number → hash and bloom of the canonical block: what a search through the chain reads. */
  canonical: 0x10,
  /** block number, block hash → header. */
  header: 0x11,
  /** block number, block hash → block input, skipped inputs, output root. */
  body: 0x12,
  /** block number, block hash → receipts. */
  receipts: 0x13,
  /** block hash → block number. */
  blockNumber: 0x14,
  /** block number, block hash → nothing: rolled back, to be pruned when finality passes it. */
  abandoned: 0x15,
  /** transaction hash → block number and index in the canonical chain. */
  transaction: 0x20,
  /** address, block number → nothing: the canonical block has a log of that address. */
  logAddress: 0x21,
  /** batch index → batch. */
  batch: 0x30,
  /** block number → index of the batch that the block is in. */
  batchOfBlock: 0x31,
  /** transaction hash → arrival and bytes of a transaction that waits for inclusion. */
  pool: 0x40,
  /** keccak256 → RLP of a node of a state or storage trie. */
  trieNode: 0x80,
  /** keccak256 → contract code. */
  code: 0x81,
} as const

type Section = keyof typeof SECTION

const NUMBER_BYTES = 6
const HASH_BYTES = 32
const ADDRESS_BYTES = 20
const MAX_NUMBER = 2 ** 48 - 1

function section(of: Section, length: number): Buffer {
  const key = Buffer.allocUnsafe(1 + length)
  key[0] = SECTION[of]
  return key
}

function isNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_NUMBER
}

function writeNumber(key: Buffer, value: number, offset: number): void {
  if (!isNumber(value)) {
    throw new UnstorableValueError({ value, wanted: 'a whole number below 2^48' })
  }
  key.writeUIntBE(value, offset, NUMBER_BYTES)
}

function writeHex(key: Buffer, hex: string, offset: number, length: number): void {
  if (hex.length !== 2 + 2 * length || key.write(hex.slice(2), offset, 'hex') !== length) {
    throw new UnstorableValueError({ value: hex, wanted: `${length} bytes in hexadecimal` })
  }
}

function ofNothing(of: Section): Buffer {
  return section(of, 0)
}

function ofNumber(of: Section, value: number): Buffer {
  const key = section(of, NUMBER_BYTES)
  writeNumber(key, value, 1)
  return key
}

function ofHash(of: Section, hash: Hash): Buffer {
  const key = section(of, HASH_BYTES)
  writeHex(key, hash, 1, HASH_BYTES)
  return key
}

function ofBlock(of: Section, number: number, hash: Hash): Buffer {
  const key = section(of, NUMBER_BYTES + HASH_BYTES)
  writeNumber(key, number, 1)
  writeHex(key, hash, 1 + NUMBER_BYTES, HASH_BYTES)
  return key
}

/** The keys of a storage unit. */
export const storageKey = {
  /** Whether a number fits into a key; nothing is stored under any other. */
  isNumber,

  identity: ofNothing('identity'),
  heads: ofNothing('heads'),
  l1Cursor: ofNothing('l1Cursor'),
  history: ofNothing('history'),
  named: (name: string) => Buffer.concat([ofNothing('named'), Buffer.from(name)]),
  canonical: (number: number) => ofNumber('canonical', number),
  header: (number: number, hash: Hash) => ofBlock('header', number, hash),
  body: (number: number, hash: Hash) => ofBlock('body', number, hash),
  receipts: (number: number, hash: Hash) => ofBlock('receipts', number, hash),
  blockNumber: (hash: Hash) => ofHash('blockNumber', hash),
  abandoned: (number: number, hash: Hash) => ofBlock('abandoned', number, hash),
  /** The least key of an abandoned block at a height. */
  firstAbandoned: (number: number) => ofNumber('abandoned', number),
  transaction: (hash: Hash) => ofHash('transaction', hash),
  logAddress: (address: Address, number: number) => {
    const key = section('logAddress', ADDRESS_BYTES + NUMBER_BYTES)
    writeHex(key, address, 1, ADDRESS_BYTES)
    writeNumber(key, number, 1 + ADDRESS_BYTES)
    return key
  },
  batch: (batchIndex: number) => ofNumber('batch', batchIndex),
  batchOfBlock: (number: number) => ofNumber('batchOfBlock', number),
  pool: (hash: Hash) => ofHash('pool', hash),
  trieNode: (hash: Hash) => ofHash('trieNode', hash),
  code: (hash: Hash) => ofHash('code', hash),

  /** A range over a section from its first key, or from `from`, to its end, or to `to` (not included). */
  rangeOf: (of: Section, from?: Uint8Array, to?: Uint8Array) => ({
    from: from ?? Buffer.from([SECTION[of]]),
    to: to ?? Buffer.from([SECTION[of] + 1]),
  }),

  /** A range over the named records whose names begin so. */
  rangeOfNames: (prefix: string) => {
    const from = Buffer.concat([ofNothing('named'), Buffer.from(prefix)])
    return { from, to: Buffer.concat([from, Uint8Array.of(0xff)]) }
  },

  /** The block number in a key of section canonical, abandoned, header, body or receipts. */
  numberIn: (key: Uint8Array) => readNumber(key, 1),
  /** The block number in a key of section logAddress. */
  numberInLogAddress: (key: Uint8Array) => readNumber(key, 1 + ADDRESS_BYTES),
  /** The hash at the end of a key. */
  hashIn: <H extends Hash>(key: Uint8Array) =>
    `0x${Buffer.from(key.subarray(key.length - HASH_BYTES)).toString('hex')}` as H,
  /** The name in a key of section named. */
  nameIn: (key: Uint8Array) => Buffer.from(key.subarray(1)).toString(),
} as const

function readNumber(key: Uint8Array, offset: number): number {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).readUIntBE(offset, NUMBER_BYTES)
}
