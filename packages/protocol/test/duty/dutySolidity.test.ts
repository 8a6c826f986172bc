import {
  asHash,
  checkerCount,
  type Hex,
  type MemberDraw,
  pickMembers,
  segmentCount,
  toHex,
} from '@mvm/protocol'
import { Interface } from 'ethers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileSolidity } from '../solidity/compileSolidity.ts'
import { TestEvm } from '../solidity/TestEvm.ts'

const HARNESS = 'contracts/test/l1/ranging/DutyDrawHarness.sol'
const LIBRARY = 'contracts/src/l1/ranging/DutyDraw.sol'
const SEED = 20_261_121
const CASES = 400
const MT = 10n ** 18n
const CHECKER_BOUNDS = [
  { floor: 4, cap: 64 },
  { floor: 1, cap: 64 },
  { floor: 2, cap: 2 },
  { floor: 30, cap: 40 },
]

const abi = new Interface([
  'function pickAll(tuple(bytes32 seed, uint256 chainId, uint256 stateBatchIndex, uint256 segment, uint256 memberCount, uint256 count)[] cases) returns (bytes)',
  'function checkersAll(uint256[] escrows, uint256 floor, uint256 cap) returns (uint256[])',
  'function segmentCount(uint256 rootCount, uint256 segmentLength) returns (uint256)',
])

const draws: MemberDraw[] = fc.sample(
  fc.record({
    seed: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => asHash(toHex(bytes))),
    chainId: fc.integer({ min: 2 ** 32, max: 4_503_599_627_370_475 }),
    stateBatchIndex: fc.nat(),
    segment: fc.nat(1_023),
    memberCount: fc.oneof(fc.nat(8), fc.nat(100), fc.nat(2 ** 14)),
    count: fc.integer({ min: 1, max: 64 }),
  }),
  { numRuns: CASES, seed: SEED },
)

/** Every bound between two counts is met from both sides. */
const escrows = [
  0n,
  1n,
  2n ** 128n - 1n,
  ...Array.from({ length: 70 }, (_, count) => {
    const bound = BigInt(Math.floor(2 ** (count / 1.36) * 1e6)) * 10n ** 12n
    return [bound - 10n ** 13n, bound, bound + 10n ** 13n]
  }).flat(),
  ...fc.sample(fc.bigInt({ min: 0n, max: 2n ** 100n }), { numRuns: 500, seed: SEED }),
]

let evm: TestEvm
let harness: string

beforeAll(async () => {
  evm = await TestEvm.start()
  harness = await evm.place(compileSolidity(HARNESS, 'DutyDrawHarness'))
})
afterAll(() => evm.stop())

async function ask(address: string, method: string, ...values: unknown[]) {
  const answer = await evm.call(address, abi.encodeFunctionData(method, values))
  return abi.decodeFunctionResult(method, answer)[0]
}

/** Draws that the contract makes otherwise than TypeScript. */
async function deviations(address: string): Promise<MemberDraw[]> {
  const answer: Hex = await ask(address, 'pickAll', draws)
  let start = 2
  return draws.filter((draw) => {
    const expected = pickMembers(draw)
      .map((place) => place.toString(16).padStart(4, '0'))
      .join('')
    const given = answer.slice(start, start + expected.length)
    start += expected.length
    return given !== expected
  })
}

describe('DutyDraw.sol and TypeScript agree', () => {
  test(`on who is drawn, in ${CASES} draws of seed ${SEED}`, async () => {
    expect(await deviations(harness)).toEqual([])
  })

  test.each(CHECKER_BOUNDS)('on how many are drawn, from $floor to $cap', async (bounds) => {
    const { floor, cap } = bounds
    const answers: bigint[] = await ask(harness, 'checkersAll', escrows, floor, cap)
    expect(escrows.map((escrow) => checkerCount(escrow, bounds))).toEqual(answers.map(Number))
  })

  test('on the number of segments', async () => {
    for (const [blocks, length] of [
      [1, 64],
      [64, 64],
      [65, 64],
      [1024, 16],
      [1024, 1],
      [1023, 1024],
    ] as const) {
      const answer = await ask(harness, 'segmentCount', blocks, length)
      expect(segmentCount(blocks, length)).toBe(Number(answer))
    }
  })
})

test('as many are drawn as 1.36 times the logarithm of the escrow asks for', () => {
  for (let mt = 1; mt < 10_000_000; mt = Math.ceil(mt * 1.07)) {
    const formula = Math.ceil(1.36 * Math.log2(mt))
    const expected = Math.min(64, Math.max(4, formula))
    expect(checkerCount(BigInt(mt) * MT, { floor: 4, cap: 64 }), `${mt} MT`).toBe(expected)
  }
})

describe('the comparison finds a draw that', () => {
  const faults: readonly (readonly [string, string, string])[] = [
    ['forgets what was moved', 'moved[i] = _at(i, positions, moved, i);', 'moved[i] = i;'],
    ['draws what was drawn', 'if (positions[i - 1] == position)', 'if (false)'],
    ['draws with replacement', '% (memberCount - i)', '% memberCount'],
    ['leaves the segment out', 'stateBatchIndex, segment)', 'stateBatchIndex, 0)'],
    ['leaves the step out', 'abi.encode(base, i)', 'abi.encode(base)'],
  ]

  test.each(faults)('%s', async (_, right, wrong) => {
    let planted = 0
    const bytecode = compileSolidity(HARNESS, 'DutyDrawHarness', (source, path) => {
      if (path !== LIBRARY) return source
      planted = source.split(right).length - 1
      return source.replace(right, wrong)
    })
    expect(planted, `${right} occurs once`).toBe(1)
    const address = await evm.place(bytecode)
    const found = await deviations(address).catch((error: Error) => [error])
    expect(found).not.toEqual([])
  })
})
