import { fromHex, payloadFromAppendCalldata, toHex } from '@mvm/protocol'
import { AbiCoder, Interface } from 'ethers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../payload/Random.ts'
import { compileSolidity } from '../solidity/compileSolidity.ts'
import { TestEvm } from '../solidity/TestEvm.ts'

const CALLS = 3_000
const CALLS_AT_ONCE = 50
const abi = new Interface([
  'function appendSequencerBatch(uint256,bytes32,uint256,uint256,uint256,bytes32,uint256,address,bytes,bytes)',
])
const HEAD_SIZE = 320

let evm: TestEvm
let harness: string

beforeAll(async () => {
  evm = await TestEvm.start()
  const path = 'contracts/test/payload/AppendCalldataHarness.sol'
  harness = await evm.place(compileSolidity(path, 'AppendCalldataHarness'))
})
afterAll(() => evm.stop())

/** The payload as Solidity's decoder gives it to a contract, null when it reverts. */
async function bySolidity(calldata: Uint8Array): Promise<string | null> {
  try {
    const result = await evm.call(harness, toHex(calldata))
    return AbiCoder.defaultAbiCoder().decode(['bytes'], result)[0] as string
  } catch (error) {
    if (error instanceof Error && error.message.includes('revert')) return null
    throw error
  }
}

/** Calldata that an ordinary encoder made, with words overwritten, cut or lengthened. */
function oddCalldata(random: Random): Uint8Array {
  const word = random.bytes(32)
  const values = [random.below(9), word, random.below(99), 2, 3, word, 4, `0x${'aa'.repeat(20)}`]
  const dynamic = [random.bytes(random.below(70)), random.bytes(random.below(200))]
  let calldata = fromHex(abi.encodeFunctionData('appendSequencerBatch', [...values, ...dynamic]))
  for (let i = random.below(4); i > 0; i--) {
    const size = calldata.length - 4
    const target = random.pick([7, 8, 8, 9, 9, 9])
    const at = random.below(3) > 0 ? target * 32 : random.below(Math.max(1, size - 31))
    const value = random.pick([
      random.below(size + 40),
      random.below(HEAD_SIZE / 32) * 32,
      size - 32,
      size - 31,
      size,
      0,
      2 ** 32,
      Number.MAX_SAFE_INTEGER,
    ])
    calldata.set(
      fromHex(BigInt(value).toString(16).padStart(64, '0')).subarray(0, size - at),
      4 + at,
    )
    // A word far above anything real, in its highest or a middle byte.
    if (random.below(8) === 0) calldata[4 + at + random.pick([0, 11, 12, 23, 24])] = 1
  }
  if (random.below(6) === 0) calldata = calldata.slice(0, random.below(calldata.length + 1))
  if (random.below(6) === 0)
    calldata = Uint8Array.of(...calldata, ...random.bytes(random.below(40)))
  return calldata
}

test(`the payload in ${CALLS} odd calldatas is what Solidity's own decoder finds`, async () => {
  const random = new Random(1)
  let accepted = 0
  for (let done = 0; done < CALLS; done += CALLS_AT_ONCE) {
    const calldatas = Array.from({ length: CALLS_AT_ONCE }, () => oddCalldata(random))
    const expected = await Promise.all(calldatas.map(bySolidity))
    for (const [index, calldata] of calldatas.entries()) {
      const payload = payloadFromAppendCalldata(calldata)
      expect(payload && toHex(payload), toHex(calldata)).toBe(expected[index])
      if (payload !== null) accepted++
    }
  }
  // Neither side of the comparison is a rarity.
  expect(accepted).toBeGreaterThan(CALLS / 4)
  expect(accepted).toBeLessThan((CALLS * 3) / 4)
})
