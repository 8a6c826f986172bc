import {
  asAddress,
  fromHex,
  type Hex,
  keccak256Hex,
  payloadFromAppendCalldata,
  toHex,
} from '@mvm/protocol'
import fc from 'fast-check'
import solc from 'solc'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeAppendSequencerBatch } from '../../src/index.ts'
import { Anvil } from '../anvil.ts'

/** The real function's signature, with a body that says which payload Solidity sees. */
const source = `
  pragma solidity ^0.8.37;
  contract Probe {
    function appendSequencerBatch(
      uint256, bytes32, uint256, uint256, uint256, bytes32, uint256, address,
      bytes calldata, bytes calldata payload
    ) external pure returns (bytes32) {
      return keccak256(payload);
    }
  }`

const probe = asAddress('0x0000000000000000000000000000000000009999')
const RUNS = 3000
const BATCH = 500

let anvil: Anvil

beforeAll(async () => {
  anvil = await Anvil.start()
  const input = {
    language: 'Solidity',
    sources: { 'Probe.sol': { content: source } },
    settings: {
      evmVersion: 'osaka',
      optimizer: { enabled: true, runs: 10_000 },
      outputSelection: { '*': { '*': ['evm.deployedBytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  const code: string = output.contracts['Probe.sol'].Probe.evm.deployedBytecode.object
  await anvil.rpc('anvil_setCode', [probe, `0x${code}`])
})
afterAll(() => anvil.stop())

const honest = fc
  .record({
    producerSignature: fc.uint8Array({ maxLength: 70 }),
    payload: fc.uint8Array({ maxLength: 200 }),
  })
  .map((fields) =>
    fromHex(
      encodeAppendSequencerBatch({
        chainId: 7,
        prevBatchHash: `0x${'11'.repeat(32)}` as never,
        blockCount: 64,
        queueEnd: 352,
        originNumber: 320,
        originHash: `0x${'22'.repeat(32)}` as never,
        feeScalar: 100n,
        producer: asAddress(`0x${'aa'.repeat(20)}`),
        ...fields,
      }),
    ),
  )

/** Offsets, lengths and cuts around every edge that a decoder has. */
const edge = fc.oneof(
  fc.nat(700),
  fc.constantFrom(0, 4, 31, 32, 288, 320, 352, 2 ** 31, 2 ** 32 - 1, 2 ** 47, 2 ** 48 - 1),
)
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('word' as const), word: fc.nat(16), value: edge }),
  fc.record({ kind: fc.constant('byte' as const), at: fc.nat(700), value: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), length: fc.nat(700) }),
  fc.record({ kind: fc.constant('grow' as const), count: fc.nat(40) }),
)
const calldata = fc.tuple(honest, fc.array(mutation, { maxLength: 3 })).map(([bytes, mutations]) =>
  mutations.reduce((current, change) => {
    if (change.kind === 'cut') return current.slice(0, change.length)
    if (change.kind === 'grow') return grown(current, change.count)
    const next = current.slice()
    if (change.kind === 'byte') {
      if (change.at < next.length) next[change.at] = change.value
    } else {
      const at = 4 + change.word * 32
      if (at + 32 <= next.length) {
        next.fill(0, at, at + 32)
        Buffer.from(next.buffer).writeUIntBE(change.value, at + 26, 6)
      }
    }
    return next
  }, bytes),
)

test('reads of any calldata what Solidity reads, and nothing where Solidity reverts', async () => {
  const cases = fc.sample(calldata, { numRuns: RUNS, seed: 20_260_202 })
  const client = anvil.client({ maxBatchSize: BATCH })
  const calls = cases.map((data) => ({
    method: 'eth_call',
    params: [{ to: probe, data: toHex(data) }, 'latest'],
  }))
  const answers = await client.transport.requestAll(calls, (answer): Hex | null =>
    answer.ok ? (answer.result as Hex) : null,
  )
  let reverted = 0
  answers.forEach((answer, i) => {
    const bytes = cases[i] as Uint8Array
    const payload = payloadFromAppendCalldata(bytes)
    const ours = payload === null ? null : keccak256Hex(payload)
    expect(ours, toHex(bytes)).toBe(answer)
    if (answer === null) reverted++
  })
  // Both outcomes are well represented, or the comparison says little.
  expect(reverted).toBeGreaterThan(RUNS / 10)
  expect(RUNS - reverted).toBeGreaterThan(RUNS / 10)
})

function grown(bytes: Uint8Array, count: number): Uint8Array {
  const longer = new Uint8Array(bytes.length + count)
  longer.set(bytes)
  return longer
}
