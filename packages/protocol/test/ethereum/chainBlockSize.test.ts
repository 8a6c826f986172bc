import {
  asHash,
  type ChainBlock,
  type ChainHeader,
  chainBlockSize,
  encodeChainBlock,
  type Hex,
} from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const word: Hex = `0x${'5a'.repeat(32)}`
const header: ChainHeader = {
  parentHash: asHash(word),
  ommersHash: word,
  coinbase: `0x${'c0'.repeat(20)}` as ChainHeader['coinbase'],
  stateRoot: asHash(word),
  transactionsRoot: word,
  receiptsRoot: word,
  logsBloom: `0x${'00'.repeat(256)}`,
  difficulty: 0n,
  number: 7,
  gasLimit: 30_000_000n,
  gasUsed: 21_000n,
  timestamp: 1_700_000_000,
  extraData: '0x',
  mixHash: word,
  nonce: '0x0000000000000000',
  baseFeePerGas: null,
  withdrawalsRoot: null,
  blobGasUsed: null,
  excessBlobGas: null,
  parentBeaconBlockRoot: null,
  requestsHash: null,
}
const later: ChainHeader = { ...header, baseFeePerGas: 10n ** 9n, withdrawalsRoot: word }

/** Typed ones, also what no fork has: single bytes, and none. */
const typed = fc
  .uint8Array({ maxLength: 300 })
  .map((bytes) => (bytes[0] === undefined ? bytes : bytes.with(0, bytes[0] % 0xc0)))
/** Lists of a short and a long form. */
const legacy = fc.uint8Array({ maxLength: 300 }).map((bytes) => {
  const item = bytes.length === 1 ? [0x81, 0xff] : string(bytes)
  const length = item.length
  if (length < 56) return Uint8Array.of(0xc0 + length, ...item)
  return length < 256
    ? Uint8Array.of(0xf8, length, ...item)
    : Uint8Array.of(0xf9, length >> 8, length & 255, ...item)
})
const withdrawal = fc.record({
  index: fc.bigInt(0n, 2n ** 64n - 1n),
  validatorIndex: fc.bigInt(0n, 2n ** 64n - 1n),
  address: fc.constant(header.coinbase),
  amountGwei: fc.bigInt(0n, 2n ** 64n - 1n),
})

test('the size of any block is that of its encoding', () => {
  const block: fc.Arbitrary<ChainBlock> = fc.record({
    header: fc.constantFrom(header, later),
    transactions: fc.array(fc.oneof(typed, legacy), { maxLength: 20 }),
    ommers: fc.array(fc.constantFrom(header, later), { maxLength: 2 }),
    withdrawals: fc.option(fc.array(withdrawal, { maxLength: 16 })),
  })
  fc.assert(
    fc.property(block, (any) => {
      expect(chainBlockSize(any)).toBe(encodeChainBlock(any).length)
    }),
    { seed: 20_260, numRuns: 500 },
  )
})

function string(bytes: Uint8Array): number[] {
  if (bytes.length < 56) return [0x80 + bytes.length, ...bytes]
  return bytes.length < 256
    ? [0xb8, bytes.length, ...bytes]
    : [0xb9, bytes.length >> 8, bytes.length & 255, ...bytes]
}
