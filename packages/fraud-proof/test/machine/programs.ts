import fc from 'fast-check'
import { opcodeRules } from '../../src/index.ts'

/** Words at which arithmetic has its edges. */
export const edgeWord = fc.oneof(
  fc.constantFrom(
    0n,
    1n,
    2n,
    31n,
    32n,
    255n,
    256n,
    (1n << 255n) - 1n,
    1n << 255n,
    (1n << 256n) - 1n,
    (1n << 256n) - 2n,
    1n << 128n,
    (1n << 64n) - 1n,
  ),
  fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }),
  fc.bigInt({ min: 0n, max: 1000n }),
)

/** Offsets and lengths within some pages of memory, few of them beyond what gas pays for. */
export const memoryWord = fc.oneof(
  { weight: 10, arbitrary: fc.bigInt({ min: 0n, max: 200n }) },
  { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 20_000n }) },
  { weight: 2, arbitrary: fc.constantFrom(31n, 32n, 33n, 1023n, 1024n, 8191n, 8192n, 8193n) },
  { weight: 1, arbitrary: edgeWord },
)

/** Slots and values that meet again, addresses of the test's accounts, and numbers of recent blocks. */
export const stateWord = fc.oneof(
  { weight: 12, arbitrary: fc.bigInt({ min: 0n, max: 6n }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(0xc0den, 0xca11e4n, 0x7e5n, 0xc014ba5en, 0xabcn, 4n, 299n, 44n, 43n),
  },
  { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: 100n }) },
  { weight: 1, arbitrary: edgeWord },
)

/** PUSH of the shortest kind that holds the value. */
export function pushOf(value: bigint): number[] {
  if (value === 0n) return [0x5f]
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
  return [0x5f + bytes.length, ...bytes]
}

/** An opcode after the values that it takes: most of these succeed. */
function fed(opcodes: readonly number[], word: fc.Arbitrary<bigint>): fc.Arbitrary<number[]> {
  return fc.constantFrom(...opcodes).chain((opcode) => {
    const pops = opcodeRules[opcode]?.pops ?? 0
    return fc
      .array(word, { minLength: pops, maxLength: pops })
      .map((values) => [...values.flatMap(pushOf), opcode])
  })
}

/** Programs of these opcodes: well fed ones, bare ones, and any bytes. */
export function programs(
  opcodes: readonly number[],
  word: fc.Arbitrary<bigint>,
  favoured: readonly number[] = opcodes,
): fc.Arbitrary<Uint8Array> {
  const part = fc.oneof(
    { weight: 6, arbitrary: fed(opcodes, word) },
    { weight: 6, arbitrary: fed(favoured, word) },
    { weight: 2, arbitrary: fc.constantFrom(...opcodes).map((opcode) => [opcode]) },
    { weight: 1, arbitrary: edgeWord.map(pushOf) },
    { weight: 1, arbitrary: jump },
  )
  return fc.array(part, { minLength: 1, maxLength: 24 }).map(linked)
}

/** A jump over some bytes that are not run; `-1` stands for the JUMPDEST's place, which {@link linked} fills in. */
const jump = fc
  .tuple(fc.boolean(), fc.uint8Array({ maxLength: 6 }))
  .map(([isConditional, skipped]) =>
    isConditional
      ? [0x60, 1, 0x61, -1, -1, 0x57, ...skipped, 0x60, 0x5b, 0x5b]
      : [0x61, -1, -1, 0x56, ...skipped, 0x5b],
  )

function linked(parts: readonly (readonly number[])[]): Uint8Array {
  const code: number[] = []
  for (const part of parts) {
    const end = code.length + part.length - 1
    const bytes = [...part]
    const hole = bytes.indexOf(-1)
    if (hole >= 0) bytes.splice(hole, 2, end >> 8, end & 0xff)
    code.push(...bytes)
  }
  return Uint8Array.from(code)
}
