import {
  decodePayload,
  encodePayload,
  MAX_BLOCK_INPUTS,
  MAX_PAYLOAD_SIZE,
  MAX_UVARINT,
  type PayloadBlock,
} from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestEvm } from '../solidity/TestEvm.ts'
import { compileHarness, harnessAbi } from './payloadHarness.ts'

let evm: TestEvm
let decoder: string

beforeAll(async () => {
  evm = await TestEvm.start()
  decoder = await evm.place(compileHarness())
})
afterAll(() => evm.stop())

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
      const data = harnessAbi.encodeFunctionData('locate', [payload, blockIndex, lastInput, 0])
      const [, found] = harnessAbi.decodeFunctionResult('locate', await evm.call(decoder, data))
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
