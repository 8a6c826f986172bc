import { AbiCoder, concat, id } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, payloadFromAppendCalldata } from '../../src/index.ts'

const TYPES = [
  'uint256',
  'bytes32',
  'uint256',
  'uint256',
  'uint256',
  'bytes32',
  'uint256',
  'address',
  'bytes',
  'bytes',
]
const SELECTOR = id(`appendSequencerBatch(${TYPES.join(',')})`).slice(0, 10)
const WORD = `0x${'11'.repeat(32)}`
const PRODUCER = `0x${'aa'.repeat(20)}`

function calldataOf(producerSig: Uint8Array, payload: Uint8Array): Uint8Array {
  const values = [7n, WORD, 1n, 2n, 3n, WORD, 10n ** 8n, PRODUCER, producerSig, payload]
  return fromHex(concat([SELECTOR, AbiCoder.defaultAbiCoder().encode(TYPES, values)]))
}

/** Overwrites the low six bytes of the head's word. */
function withHeadWord(calldata: Uint8Array, index: number, value: number): Uint8Array {
  const changed = calldata.slice()
  Buffer.from(changed.buffer).writeUIntBE(value, 4 + index * 32 + 26, 6)
  return changed
}

test('gives back the payload that an ordinary encoder wrote', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 3000 }),
      (sig, payload) => {
        expect(payloadFromAppendCalldata(calldataOf(sig, payload))).toEqual(payload)
      },
    ),
    { seed: 20_260_101 },
  )
})

test('ignores bytes after the arguments', () => {
  const payload = Uint8Array.of(1, 2, 3)
  const longer = new Uint8Array([...calldataOf(new Uint8Array(65), payload), 9, 9, 9])
  expect(payloadFromAppendCalldata(longer)).toEqual(payload)
})

test('follows an offset that points at the other argument or into the head', () => {
  const sig = Uint8Array.of(5, 6, 7)
  const calldata = calldataOf(sig, Uint8Array.of(1))
  expect(payloadFromAppendCalldata(withHeadWord(calldata, 9, 10 * 32))).toEqual(sig)
  // The third word, blockCount = 1, read as a length: one byte, the first of the next word.
  expect(payloadFromAppendCalldata(withHeadWord(calldata, 9, 2 * 32))).toEqual(Uint8Array.of(0))
})

test('refuses what the contract refuses: another function, short heads, dirty addresses, ranges outside', () => {
  const calldata = calldataOf(new Uint8Array(65), Uint8Array.of(1, 2, 3))
  expect(payloadFromAppendCalldata(calldata)).not.toBeNull()
  expect(payloadFromAppendCalldata(calldata.subarray(0, 4 + 319))).toBeNull()
  expect(payloadFromAppendCalldata(new Uint8Array(0))).toBeNull()

  const otherFunction = calldata.slice()
  otherFunction[0] = (otherFunction[0] as number) ^ 1
  expect(payloadFromAppendCalldata(otherFunction)).toBeNull()

  const dirtyAddress = calldata.slice()
  dirtyAddress[4 + 7 * 32 + 11] = 1
  expect(payloadFromAppendCalldata(dirtyAddress)).toBeNull()

  for (const word of [8, 9]) {
    expect(payloadFromAppendCalldata(withHeadWord(calldata, word, calldata.length))).toBeNull()
    expect(payloadFromAppendCalldata(withHeadWord(calldata, word, 2 ** 48 - 1))).toBeNull()
    const hugeOffset = calldata.slice()
    hugeOffset[4 + word * 32] = 1
    expect(payloadFromAppendCalldata(hugeOffset)).toBeNull()
  }
})

test('accepts an offset whose length word ends with the calldata and refuses the next', () => {
  const calldata = calldataOf(new Uint8Array(0), new Uint8Array(0))
  const last = calldata.length - 4 - 32
  expect(payloadFromAppendCalldata(withHeadWord(calldata, 9, last))).toEqual(new Uint8Array(0))
  expect(payloadFromAppendCalldata(withHeadWord(calldata, 9, last + 1))).toBeNull()
})
