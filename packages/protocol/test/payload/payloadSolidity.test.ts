import {
  decodePayload,
  encodePayload,
  fromHex,
  MAX_BLOCK_INPUTS,
  MAX_PAYLOAD_SIZE,
  MAX_UVARINT,
  type PayloadBlock,
  toHex,
} from '@mvm/protocol'
import { Interface } from 'ethers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileSolidity } from '../solidity/compileSolidity.ts'
import { TestEvm } from '../solidity/TestEvm.ts'
import { type PayloadCase, payloadCases } from './payloadCases.ts'

const SEED = 1
const CASES = 100_000
const CASES_PER_CALL = 2_000

const HARNESS = 'contracts/test/payload/PayloadV1Harness.sol'
const LIBRARY = 'contracts/src/payload/PayloadV1.sol'
const abi = new Interface([
  'function decodeAll(bytes cases)',
  'function locateAll(bytes cases)',
  'function locate(bytes payload, uint256 blockIndex, uint256 inputIndex, uint256 depositCount) returns (uint64 delta, bool found, uint256 start, uint256 end)',
])
const WAYS = ['decodeAll', 'locateAll'] as const
type Way = (typeof WAYS)[number]

let evm: TestEvm
let decoder: string

beforeAll(async () => {
  evm = await TestEvm.start()
  decoder = await evm.place(compileSolidity(HARNESS, 'PayloadV1Harness'))
})
afterAll(() => evm.stop())

/** The answer that PayloadV1Harness documents, by the TypeScript decoder. */
function expectedAnswer(cases: readonly PayloadCase[]): string {
  const parts: Buffer[] = []
  for (const { payload, blockCount, depositCount } of cases) {
    for (const { delta, transactions } of decodePayload(payload, blockCount, depositCount)) {
      const head = Buffer.alloc(10)
      head.writeBigUInt64BE(delta)
      head.writeUInt16BE(transactions.length, 8)
      parts.push(head)
      for (const transaction of transactions) {
        const length = Buffer.alloc(4)
        length.writeUInt32BE(transaction.length)
        parts.push(length, Buffer.from(transaction))
      }
    }
  }
  return Buffer.concat(parts).toString('hex')
}

/** One argument of type bytes, ABI-encoded: ethers takes a multiple of the time for much data. */
function abiBytes(bytes: Buffer): string {
  const head = `${'20'.padStart(64, '0')}${bytes.length.toString(16).padStart(64, '0')}`
  return head + bytes.toString('hex').padEnd(Math.ceil(bytes.length / 32) * 64, '0')
}

async function answer(address: string, way: Way, cases: readonly PayloadCase[]): Promise<string> {
  const parts = cases.flatMap(({ payload, blockCount, depositCount }) => {
    const head = Buffer.alloc(8)
    head.writeUInt16BE(blockCount)
    head.writeUInt16BE(depositCount, 2)
    head.writeUInt32BE(payload.length, 4)
    return [head, payload]
  })
  const data = `${abi.getFunction(way)?.selector}${abiBytes(Buffer.concat(parts))}`
  const result = await evm.call(address, data).catch((error: Error) => error)
  if (result instanceof Error) return result.message
  const bytes = Buffer.from(fromHex(result))
  const length = Number(bytes.readBigUInt64BE(32 + 24))
  return bytes.toString('hex', 64, 64 + length)
}

/** A case that the contract at `address` decodes otherwise than TypeScript does; a revert is otherwise, too. */
async function findDeviation(
  address: string,
  way: Way,
  cases: readonly PayloadCase[],
): Promise<PayloadCase | undefined> {
  if (cases.length > CASES_PER_CALL) {
    for (let from = 0; from < cases.length; from += CASES_PER_CALL) {
      const found = await findDeviation(address, way, cases.slice(from, from + CASES_PER_CALL))
      if (found !== undefined) return found
    }
    return undefined
  }
  if ((await answer(address, way, cases)) === expectedAnswer(cases)) return undefined
  if (cases.length === 1) return cases[0]
  const middle = cases.length >> 1
  const found =
    (await findDeviation(address, way, cases.slice(0, middle))) ??
    (await findDeviation(address, way, cases.slice(middle)))
  if (found === undefined) throw new Error('cases deviate together and none of them alone')
  return found
}

function describeCase({ payload, blockCount, depositCount }: PayloadCase): string {
  return `${toHex(payload)}, ${blockCount} blocks, ${depositCount} deposits`
}

/** Blocks of so many empty inputs that some of them, or all, exceed what a block may have. */
function crowdedCases(): PayloadCase[] {
  return [0, 1, 64].flatMap((depositCount) =>
    [-1, 0, 1].map((excess) => {
      const inputs = MAX_BLOCK_INPUTS - depositCount + excess
      const length = inputs + 1
      const block = [(length & 0x7f) | 0x80, length >> 7, 0, ...Array<number>(inputs).fill(0)]
      return { payload: Uint8Array.from([1, ...block, ...block]), blockCount: 2, depositCount }
    }),
  )
}

describe('PayloadV1.sol and decodePayload agree', () => {
  const cases = payloadCases(SEED, CASES)

  test.each(WAYS)(`on ${CASES} payloads, by %s`, async (way) => {
    const deviation = await findDeviation(decoder, way, cases)
    expect(deviation && describeCase(deviation)).toBeUndefined()
  })

  test('on payloads with more inputs than a block may have', async () => {
    const deviation = await findDeviation(decoder, 'decodeAll', crowdedCases())
    expect(deviation && describeCase(deviation)).toBeUndefined()
  })

  test('on where an input stands, at the limit of inputs too', async () => {
    for (const { payload, depositCount } of crowdedCases()) {
      const [first, second] = decodePayload(payload, 2, depositCount) as [
        PayloadBlock,
        PayloadBlock,
      ]
      for (const [blockIndex, { transactions }] of [first, second].entries()) {
        const deposits = blockIndex === 0 ? depositCount : 0
        for (const index of [0, transactions.length - 1, transactions.length]) {
          const input = [payload, blockIndex, index, deposits]
          const result = await evm.call(decoder, abi.encodeFunctionData('locate', input))
          const [, found, start, end] = abi.decodeFunctionResult('locate', result)
          const expected = transactions[index]
          expect(found).toBe(expected !== undefined)
          expect(Number(start)).toBe(expected?.byteOffset ?? 0)
          expect(Number(end)).toBe((expected?.byteOffset ?? 0) + (expected?.length ?? 0))
        }
      }
    }
  })
})

describe('the comparison finds a decoder that', () => {
  const faults: readonly (readonly [string, string, string])[] = [
    ['accepts a form that is not the shortest', 'digit == 0 ?', 'false ?'],
    ['accepts nine bytes', 'MAX_UVARINT_BYTES = 8', 'MAX_UVARINT_BYTES = 9'],
    ['accepts seven bytes at most', 'MAX_UVARINT_BYTES = 8', 'MAX_UVARINT_BYTES = 7'],
    ['accepts any version', 'uint8(payload[0]) == VERSION', 'true'],
    ['lets a range end before its limit only', 'end > limit', 'end >= limit'],
    ['lets a range end one byte late', 'end > limit)', 'end > limit + 1 || end > payload.length)'],
    [
      'skips a byte of a malformed delta and reads on',
      '(position == 0) return (0, end)',
      '(position == 0) return (0, start + 1)',
    ],
    [
      'skips a byte of a malformed block and reads on',
      'return (payload.length, payload.length);',
      'return (payload.length, position + 1);',
    ],
    ['counts deposits in every block', 'i == 0 ? depositCount : 0', 'depositCount'],
    ['allows one input more', 'MAX_BLOCK_INPUTS = 8190', 'MAX_BLOCK_INPUTS = 8191'],
    ['drops bits of a delta', 'uint64(value)', 'uint64(uint48(value))'],
  ]

  const cases = [...payloadCases(SEED, 10_000), ...crowdedCases()]

  test.each(faults)('%s', async (_, right, wrong) => {
    let planted = 0
    const bytecode = compileSolidity(HARNESS, 'PayloadV1Harness', (source, path) => {
      if (path !== LIBRARY) return source
      planted = source.split(right).length - 1
      return source.replace(right, wrong)
    })
    expect(planted, `${right} occurs once`).toBe(1)
    const address = await evm.place(bytecode)
    expect(await findDeviation(address, 'decodeAll', cases)).toBeDefined()
  })
})

describe('the gas of decoding and locating an input', () => {
  const NON_ZERO = new Uint8Array(MAX_PAYLOAD_SIZE).fill(0xff)

  /** A payload of exactly 64 KiB: what follows its blocks costs nothing to read, but the most calldata. */
  function filled(blocks: readonly PayloadBlock[]): Uint8Array {
    const payload = NON_ZERO.slice()
    payload.set(encodePayload(blocks))
    return payload
  }

  interface Shape {
    readonly name: string
    readonly payload: Uint8Array
  }

  /**
   * Reading costs by the length that is read, and a longer length by its second byte: so as many blocks
   * and inputs as the format allows (1,024 and 8,190), and what is left of 64 KiB spent on lengths of two bytes.
   */
  function costlyShapes(): Shape[] {
    const shapes: Shape[] = []
    const inputs = (count: number, long: number, length: number) =>
      Array.from({ length: count }, (_, i) => NON_ZERO.subarray(0, i < long ? 128 : length))
    for (const blockCount of [1, 512, 1_024]) {
      for (const delta of [0n, MAX_UVARINT]) {
        for (const [count, longInputs, longBlocks, length] of [
          [MAX_BLOCK_INPUTS, 0, 0, 0],
          [MAX_BLOCK_INPUTS, 0, 0, 1],
          [MAX_BLOCK_INPUTS, 0, 0, 6],
          [MAX_BLOCK_INPUTS, 420, 0, 0],
          [MAX_BLOCK_INPUTS, 0, 420, 0],
          [480, 480, 0, 0],
        ] as const) {
          const blocks: PayloadBlock[] = Array.from({ length: blockCount - 1 }, (_, i) => ({
            delta: 0n,
            transactions: i < longBlocks ? [NON_ZERO.subarray(0, 127)] : [],
          }))
          blocks.push({ delta, transactions: inputs(count, longInputs, length) })
          const name =
            `${blockCount} blocks (${longBlocks} long), ${count} inputs of ${length} bytes ` +
            `(${longInputs} of 128), delta ${delta}`
          shapes.push({ name, payload: filled(blocks) })
        }
      }
    }
    return shapes
  }

  test('is at most 6M in a transaction that carries the worst 64 KiB', async () => {
    let worst = { name: '', gas: 0n }
    for (const { name, payload } of costlyShapes()) {
      const blocks = decodePayload(payload, 1_024, 0)
      const blockIndex = blocks.findLastIndex(({ transactions }) => transactions.length > 0)
      const lastInput = (blocks[blockIndex]?.transactions.length ?? 0) - 1
      const data = abi.encodeFunctionData('locate', [payload, blockIndex, lastInput, 0])
      const [, found] = abi.decodeFunctionResult('locate', await evm.call(decoder, data))
      expect(found).toBe(true)
      const gas = await evm.gasUsed(decoder, data)
      if (gas > worst.gas) worst = { name, gas }
    }
    console.info(`worst payload for locate: ${worst.name}, ${worst.gas} gas`)
    expect(worst.gas).toBeLessThanOrEqual(6_000_000n)
    // It is the rounds that cost: less would mean that the shapes above miss them.
    expect(worst.gas).toBeGreaterThan(3_000_000n)
  })
})
