import type { Hex } from '@mvm/protocol'
import { decodeTransaction, fromHex, toHex } from '@mvm/protocol'
import { decodeRlp, encodeRlp, type RlpStructuredDataish } from 'ethers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHAIN_ID, user, word } from '../../../execution/test/chain/TestChain.ts'
import { Kind } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { address } from '../machine/TestMachine.ts'
import { findBlockDifference } from './findBlockDifference.ts'
import { authorization, rich, signed, world } from './scenarioWorld.ts'
import { TestRollup } from './TestRollup.ts'
import { takeOnL1 } from './takeOnL1.ts'

const SEED = 20_261
const accessList = [
  { address: address(1), storageKeys: [word(0), word(1)] },
  { address: address(2), storageKeys: [] },
]
const data = Uint8Array.from({ length: 70 }, (_, i) => i % 5)
const bases: readonly Uint8Array[] = [
  signed(rich, 0, { value: 5n, data }),
  signed(rich, 0, { to: null }),
  signed(rich, 1, { accessList, data: Uint8Array.of(0x7f) }),
  signed(rich, 2, { accessList, value: 2n ** 70n, data }),
  signed(rich, 4, {
    accessList,
    authorizationList: [authorization(user(2)), authorization(user(3), { chainId: 0n })],
  }),
]

const byte = fc.integer({ min: 0, max: 255 })
/** Places near both ends, where headers and signatures are, are hit more often. */
const place = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: -80, max: 400 }))
const at = (raw: Uint8Array, index: number): number =>
  ((index % raw.length) + raw.length) % raw.length

const bytewise: fc.Arbitrary<(raw: Uint8Array) => Uint8Array> = fc.oneof(
  fc.tuple(place, byte).map(
    ([i, value]) =>
      (raw: Uint8Array) =>
        raw.with(at(raw, i), value),
  ),
  place.map((i) => (raw: Uint8Array) => raw.filter((_, j) => j !== at(raw, i))),
  fc.tuple(place, byte).map(
    ([i, value]) =>
      (raw: Uint8Array) =>
        Uint8Array.from([...raw.subarray(0, at(raw, i)), value, ...raw.subarray(at(raw, i))]),
  ),
  place.map((i) => (raw: Uint8Array) => raw.subarray(0, at(raw, i))),
)

/** A field with other bytes: integers that are too long or have leading zeros, lists where strings are, and so on. */
const field = fc.oneof(
  fc.constantFrom<RlpStructuredDataish>('0x', '0x00', '0x01', '0x7f', '0x80', '0xff', [], [[]]),
  fc.uint8Array({ maxLength: 34 }).map((bytes): RlpStructuredDataish => toHex(bytes)),
)
const fieldwise = fc
  .tuple(fc.nat(13), field, fc.boolean())
  .map(([index, value, isInside]) => (raw: Uint8Array): Uint8Array => {
    const isTyped = (raw[0] as number) < 0xc0
    const list = decodeRlp(toHex(isTyped ? raw.subarray(1) : raw)) as RlpStructuredDataish[]
    const nested = list.findLastIndex((item) => Array.isArray(item) && item.length > 0)
    const changed =
      isInside && nested >= 0
        ? list.with(nested, replacedIn(list[nested] as RlpStructuredDataish[], index, value))
        : list.with(index % list.length, value)
    const bytes = fromHex(encodeRlp(changed) as Hex)
    return isTyped ? Buffer.concat([raw.subarray(0, 1), bytes]) : bytes
  })

function replacedIn(
  list: readonly RlpStructuredDataish[],
  index: number,
  value: RlpStructuredDataish,
): RlpStructuredDataish[] {
  const inner = list[index % list.length]
  if (!Array.isArray(inner) || inner.length === 0) return list.with(index % list.length, value)
  return list.with(index % list.length, inner.with(index % inner.length, value))
}

const mutated = fc
  .tuple(fc.constantFrom(...bases), fc.oneof(bytewise, fieldwise))
  .map(([raw, change]) => change(raw))
const input = fc.oneof(
  { weight: 8, arbitrary: mutated },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...bases) },
)

describe('inputs of any bytes', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('are read on L1 as the executor reads them', async () => {
    let read = 0
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(input, { minLength: 20, maxLength: 60 }), async (inputs) => {
        const rollup = new TestRollup(world(), ({ kind }) => kind === Kind.TX_NEXT)
        const [block] = await rollup.batch([{ delta: 0n, transactions: inputs }])
        expect(block).toBeDefined()
        if (block === undefined) return
        expect(block.executed.outputRoot).toBe(
          block.end.kind === Kind.HALT ? block.end.outputRoot : null,
        )
        expect(await takeOnL1(verifier, block.steps)).toEqual([])
        count += inputs.length
        read += inputs.filter((raw) => isRead(raw)).length
      }),
      { seed: SEED, numRuns: 40 },
    )
    process.stderr.write(`${count} inputs, ${read} of them transactions\n`)
    expect(read).toBeGreaterThan(count / 50)
  })

  it('make payloads of which L1 finds the same blocks', async () => {
    const bytes = fc.uint8Array({ maxLength: 60 }).map((tail) => Uint8Array.from([1, ...tail]))
    const small = fc
      .array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 })
      .map((tail) => Uint8Array.from([1, ...tail]))
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, small), fc.nat(4), async (payload, more) => {
        const rollup = new TestRollup(world())
        const deposits = more === 0 ? [{ from: rich.address, mint: 1n }] : []
        for (const block of await rollup.batch([], { payload, blockCount: 1 + more, deposits })) {
          expect(findBlockDifference(block)).toBeNull()
          expect(await takeOnL1(verifier, block.steps)).toEqual([])
        }
      }),
      { seed: SEED, numRuns: 40 },
    )
  })
})

function isRead(raw: Uint8Array): boolean {
  try {
    decodeTransaction(raw, { chainId: CHAIN_ID })
    return true
  } catch {
    return false
  }
}
