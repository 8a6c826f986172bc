import {
  asAddress,
  asHash,
  BASE_FEE_FLOOR,
  type BatchHashPreimage,
  batchHash,
  blockExtraData,
  EMPTY_ACCUMULATOR,
  EMPTY_LOGS_BLOOM,
  elementHash,
  type Hash,
  initialBatchHash,
  type Log,
  logsBloom,
  nextLogAcc,
  nextQueueHash,
  nextReceiptAcc,
  nextTxAcc,
  outputRoot,
  prevRandao,
  uniteLogsBlooms,
} from '@mvm/protocol'
import { AbiCoder, keccak256 } from 'ethers'
import { describe, expect, test } from 'vitest'

const word = <H extends Hash>(byte: string) => asHash<H>(`0x${byte.repeat(32)}`)
const address = (byte: string) => asAddress(`0x${byte.repeat(20)}`)
const abiHash = (types: string[], values: unknown[]) =>
  keccak256(AbiCoder.defaultAbiCoder().encode(types, values))
const CHAIN_ID = 4503599627370475

const log = (topics: number): Log => ({
  address: address('aa'),
  topics: ['11', '22', '33', '44'].slice(0, topics).map((byte) => word(byte)),
  data: '0x010203',
})

describe('the commitments are those of the specification, by ethers', () => {
  test('output root', () => {
    const preimage = {
      stateRoot: word<Parameters<typeof outputRoot>[0]['stateRoot']>('01'),
      messagePasserStorageRoot:
        word<Parameters<typeof outputRoot>[0]['messagePasserStorageRoot']>('02'),
      blockHash: word<Parameters<typeof outputRoot>[0]['blockHash']>('03'),
    }
    expect(outputRoot(preimage)).toBe(
      abiHash(Array(4).fill('bytes32'), [word('00'), word('01'), word('02'), word('03')]),
    )
  })

  test('prevRandao', () => {
    expect(prevRandao(word('05'), CHAIN_ID, 9)).toBe(
      abiHash(['bytes32', 'uint256', 'uint256'], [word('05'), CHAIN_ID, 9]),
    )
  })

  test('extraData and the batch hash before the first batch', () => {
    expect(blockExtraData(CHAIN_ID)).toBe(
      AbiCoder.defaultAbiCoder().encode(['uint256'], [CHAIN_ID]),
    )
    expect(initialBatchHash(CHAIN_ID)).toBe(blockExtraData(CHAIN_ID))
  })

  test('queue element and queue', () => {
    const element = {
      chainId: CHAIN_ID,
      queueIndex: 3,
      from: address('0a'),
      sender: address('0b'),
      to: address('0c'),
      mint: 10n ** 20n,
      value: 2n,
      gasLimit: 100_000n,
      isSystem: true,
      data: Uint8Array.of(1, 2),
    }
    const expected = abiHash(
      [
        'uint256',
        'uint256',
        'address',
        'address',
        'address',
        'uint256',
        'uint256',
        'uint256',
        'bool',
        'bytes32',
      ],
      [
        CHAIN_ID,
        3,
        element.from,
        element.sender,
        element.to,
        10n ** 20n,
        2n,
        100_000n,
        true,
        keccak256('0x0102'),
      ],
    )
    expect(elementHash(element)).toBe(expected)
    expect(nextQueueHash(word('07'), elementHash(element))).toBe(
      abiHash(['bytes32', 'bytes32'], [word('07'), expected]),
    )
  })

  test('batch', () => {
    const batch: BatchHashPreimage = {
      prevBatchHash: word('01'),
      chainId: CHAIN_ID,
      firstBlock: 1,
      blockCount: 2,
      queueStart: 3,
      queueEnd: 4,
      queueHashStart: word('05'),
      queueHashEnd: word('06'),
      originNumber: 7,
      originHash: word('08'),
      producer: address('09'),
      feeScalar: 100_000_000n,
      payloadHash: word('0a'),
    }
    expect(batchHash(batch)).toBe(
      abiHash(
        [
          'bytes32',
          'uint256',
          'uint256',
          'uint256',
          'uint256',
          'uint256',
          'bytes32',
          'bytes32',
          'uint256',
          'bytes32',
          'address',
          'uint64',
          'bytes32',
        ],
        [
          word('01'),
          CHAIN_ID,
          1,
          2,
          3,
          4,
          word('05'),
          word('06'),
          7,
          word('08'),
          address('09'),
          BASE_FEE_FLOOR * 100n,
          word('0a'),
        ],
      ),
    )
  })

  test('transaction accumulator', () => {
    expect(nextTxAcc(EMPTY_ACCUMULATOR, word('01'))).toBe(
      abiHash(['bytes32', 'bytes32'], [word('00'), word('01')]),
    )
  })

  test.each([0, 1, 2, 3, 4])('log accumulator with %i topics, the rest zero', (count) => {
    const topics = ['11', '22', '33', '44'].map((byte, i) => word(i < count ? byte : '00'))
    expect(nextLogAcc(word('09'), log(count))).toBe(
      abiHash(
        ['bytes32', 'address', 'uint256', 'bytes32', 'bytes32', 'bytes32', 'bytes32', 'bytes32'],
        [word('09'), address('aa'), count, ...topics, keccak256('0x010203')],
      ),
    )
  })

  test('receipt accumulator', () => {
    const logs = [log(1), log(3)]
    const bloom = logsBloom(logs)
    const logAcc = nextLogAcc(nextLogAcc(EMPTY_ACCUMULATOR, log(1)), log(3))
    const receipt = {
      type: 2,
      status: 1 as const,
      cumulativeGasUsed: 50_000n,
      logs,
      logsBloom: bloom,
      transactionHash: word<Parameters<typeof nextTxAcc>[1]>('0d'),
    }
    expect(nextReceiptAcc(word('0e'), receipt)).toBe(
      abiHash(
        ['bytes32', 'uint256', 'uint256', 'uint256', 'bytes32', 'bytes32', 'uint256', 'bytes32'],
        [word('0e'), 2, 1, 50_000n, keccak256(bloom), logAcc, 2, word('0d')],
      ),
    )
  })
})

describe('a logs bloom', () => {
  const item = (topics: Log['topics']): Log => ({ address: address('aa'), topics, data: '0x' })

  test('sets the three bits that the Yellow Paper names for each item', () => {
    const expected = new Set<number>()
    for (const bytes of [address('aa'), word('11')]) {
      const hash = keccak256(bytes).slice(2)
      for (const at of [0, 4, 8]) expected.add(Number.parseInt(hash.slice(at, at + 4), 16) % 2048)
    }
    const value = BigInt(logsBloom([item([word('11')])]))
    const bits = new Set<number>()
    for (let bit = 0; bit < 2048; bit++) if ((value >> BigInt(bit)) & 1n) bits.add(bit)
    expect(bits).toEqual(expected)
  })

  test('of no logs is empty', () => expect(logsBloom([])).toBe(EMPTY_LOGS_BLOOM))

  test('of a block is the union of its receipts', () => {
    const first = [item([word('11')])]
    const second = [item([word('22')])]
    expect(uniteLogsBlooms([logsBloom(first), EMPTY_LOGS_BLOOM, logsBloom(second)])).toBe(
      logsBloom([...first, ...second]),
    )
    expect(uniteLogsBlooms([])).toBe(EMPTY_LOGS_BLOOM)
    expect(uniteLogsBlooms([logsBloom(first)])).toBe(logsBloom(first))
  })
})
