import {
  asAddress,
  asHash,
  type BlockHeader,
  blockExtraData,
  decodeBlockHeader,
  encodeBlockHeader,
  hashBlockHeader,
  MalformedHeaderError,
  toHex,
} from '@mvm/protocol'
import { encodeRlp, keccak256, sha256, toBeArray } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const hexOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => toHex(bytes))

const arbitraryHeader: fc.Arbitrary<BlockHeader> = fc.record({
  parentHash: hexOf(32).map((hex) => asHash<BlockHeader['parentHash']>(hex)),
  coinbase: hexOf(20).map(asAddress),
  stateRoot: hexOf(32).map((hex) => asHash<BlockHeader['stateRoot']>(hex)),
  transactionsRoot: hexOf(32).map((hex) => asHash<BlockHeader['transactionsRoot']>(hex)),
  receiptsRoot: hexOf(32).map((hex) => asHash<BlockHeader['receiptsRoot']>(hex)),
  logsBloom: hexOf(256),
  number: fc.nat(),
  gasLimit: fc.bigInt(0n, 30_000_000n),
  gasUsed: fc.bigInt(0n, 30_000_000n),
  timestamp: fc.maxSafeNat(),
  extraData: fc.maxSafeNat().map(blockExtraData),
  prevRandao: hexOf(32).map((hex) => asHash<BlockHeader['prevRandao']>(hex)),
  baseFeePerGas: fc.bigInt(0n, 1n << 100n),
  withdrawalsRoot: hexOf(32).map((hex) => asHash<BlockHeader['withdrawalsRoot']>(hex)),
})

test('a header is the RLP of the 21 fields of Osaka, the constant ones as spec 2.1 fixes them', () => {
  fc.assert(
    fc.property(arbitraryHeader, (header) => {
      const integer = (value: bigint | number) => toBeArray(value)
      const expected = encodeRlp([
        header.parentHash,
        keccak256(encodeRlp([])),
        header.coinbase,
        header.stateRoot,
        header.transactionsRoot,
        header.receiptsRoot,
        header.logsBloom,
        '0x',
        integer(header.number),
        integer(header.gasLimit),
        integer(header.gasUsed),
        integer(header.timestamp),
        header.extraData,
        header.prevRandao,
        '0x0000000000000000',
        integer(header.baseFeePerGas),
        header.withdrawalsRoot,
        '0x',
        '0x',
        `0x${'00'.repeat(32)}`,
        sha256('0x'),
      ])
      expect(toHex(encodeBlockHeader(header))).toBe(expected)
      expect(hashBlockHeader(header)).toBe(keccak256(expected))
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('a header is decoded as it was encoded, and nothing else is taken for one', () => {
  fc.assert(
    fc.property(
      arbitraryHeader,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (header, place, flip) => {
        const bytes = encodeBlockHeader(header)
        expect(decodeBlockHeader(bytes)).toEqual(header)
        const at = place % bytes.length
        const changed = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ flip : byte))
        let decoded: BlockHeader
        try {
          decoded = decodeBlockHeader(changed)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedHeaderError)
          return
        }
        expect(encodeBlockHeader(decoded)).toEqual(changed)
        expect(hashBlockHeader(decoded)).not.toBe(hashBlockHeader(header))
      },
    ),
  )
})
