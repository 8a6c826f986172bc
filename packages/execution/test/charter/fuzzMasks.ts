import { type Address, opcodes } from '@mvm/protocol'
import fc from 'fast-check'
import { charterChain, compare, maskWithout, signer } from './CharterPair.ts'

const contracts = [0x7001, 0x7002, 0x7003].map(
  (number) => `0x${number.toString(16).padStart(40, '0')}` as Address,
)
const [entry] = contracts as [Address]

/** Opcodes that do something to the state, or lead to other frames, come more often than their share. */
const LIKELY = [
  'SSTORE',
  'SLOAD',
  'LOG1',
  'CALL',
  'DELEGATECALL',
  'STATICCALL',
  'CREATE2',
  'MSTORE',
]
const defined = [...opcodes.values()]
const likely = LIKELY.map((name) => opcodes.get(name) as number)

const push = (value: bigint, length: number): number[] => {
  const bytes = Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex')
  return [0x5f + length, ...bytes]
}

/** A piece of a program: an opcode alone, a push, or a whole call or creation, which gets further than chance. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...defined).map((opcode) => [opcode]) },
  { weight: 1, arbitrary: fc.constantFrom(...likely).map((opcode) => [opcode]) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }).map((value) => push(BigInt(value), 1)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...contracts), fc.constantFrom(0xf1, 0xf2, 0xf4, 0xfa))
      .map(([to, opcode]) => [
        ...(opcode === 0xf1 || opcode === 0xf2 ? push(0n, 1) : []),
        ...[0, 0, 0, 0].flatMap(() => push(0n, 1)),
        ...push(BigInt(to), 20),
        ...push(60_000n, 3),
        opcode,
      ]),
  },
  {
    weight: 1,
    // Init code of eight bytes of another program.
    arbitrary: fc
      .tuple(fc.uint8Array({ minLength: 8, maxLength: 8 }), fc.constantFrom(0xf0, 0xf5))
      .map(([code, opcode]) => [
        ...push(BigInt(`0x${Buffer.from(code).toString('hex')}`), 8),
        ...push(0n, 1),
        0x52,
        ...(opcode === 0xf5 ? push(1n, 1) : []),
        ...push(8n, 1),
        ...push(24n, 1),
        ...push(0n, 1),
        opcode,
      ]),
  },
)

/** Begins with words for the opcodes to take: without them nearly every program would end at once. */
const program = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 16, maxLength: 16 }),
    fc.array(piece, { minLength: 1, maxLength: 25 }),
  )
  .map(([words, pieces]) =>
    Uint8Array.from([...words.flatMap((value) => push(BigInt(value), 1)), ...pieces.flat()]),
  )

/** Bits that are cleared: few, so that programs get somewhere, in any of both ways. */
const bits = fc.uniqueArray(
  fc
    .oneof(
      fc.constantFrom(...defined.filter((opcode) => opcode !== 0x60)),
      fc.constantFrom(...likely),
      fc.integer({ min: 0, max: 255 }),
    )
    .filter((bit) => bit !== 0xfe),
  { maxLength: 14 },
)

export interface FuzzTotals {
  readonly runs: number
  /** Runs in which something was denied, and how deep. */
  readonly denied: number
  readonly deniedInside: number
}

/**
 * Random programs that call each other, under random masks: the charter's execution against spec 2.3 read word
 * for word (see `LiteralEngine`). A failure prints seed and path.
 */
export async function fuzzMasks(runs: number, seed: number): Promise<FuzzTotals> {
  let denied = 0
  let deniedInside = 0
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(program, program, program),
      bits,
      bits,
      fc.uint8Array({ maxLength: 40 }),
      async (programs, deniedBits, restrictedBits, data) => {
        const chain = charterChain(
          { denied: new Map([[signer.address, deniedBits]]), restricted: restrictedBits },
          contracts.map((address, i) => [address, programs[i] as Uint8Array] as const),
        )
        const mask = maskWithout([...deniedBits, ...restrictedBits])
        const call = { to: entry, data, gasLimit: 300_000n, value: 5n }
        const step = (await compare(chain, call, () => mask)).denied
        if (step !== undefined) denied += 1
        if (step !== undefined && step.depth > 0) deniedInside += 1
      },
    ),
    { numRuns: runs, seed },
  )
  return { runs, denied, deniedInside }
}
