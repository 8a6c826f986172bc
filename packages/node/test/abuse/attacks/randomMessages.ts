import { methodTable } from '@mvm/rpc'
import fc from 'fast-check'
import type { AttackTarget } from '../AttackTarget.ts'
import { bombs } from './bombs.ts'

/** Waits by itself, for as long as it is told to. */
const WAITING = 'eth_sendRawTransactionSync'
const REQUESTS = 40

/** Values of the right kinds, near misses and nonsense. */
function values(target: AttackTarget): fc.Arbitrary<unknown> {
  const hex = (min: number, max: number) =>
    fc
      .uint8Array({ minLength: min, maxLength: max })
      .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`)
  const address = fc.oneof(
    fc.constantFrom(...target.addresses, target.logger, `0x${'00'.repeat(20)}`),
    hex(19, 21),
  )
  const hash = fc.oneof(fc.constantFrom(target.transactionHash, target.blockHash), hex(31, 33))
  const number = fc.oneof(
    fc.bigInt({ min: 0n, max: 40n }).map((n) => `0x${n.toString(16)}`),
    fc.bigInt({ min: -5n, max: 2n ** 260n }).map((n) => `0x${n.toString(16)}`),
    fc.double(),
  )
  const tag = fc.constantFrom('latest', 'pending', 'safe', 'finalized', 'earliest', 'LATEST', '')
  const block = fc.oneof(
    tag,
    number,
    hash,
    fc.record({ blockNumber: number, blockHash: hash }, { requiredKeys: [] }),
  )
  const call = fc.record(
    {
      ...{ from: address, to: fc.oneof(address, fc.constant(null)), gas: number, gasPrice: number },
      ...{ maxFeePerGas: number, maxPriorityFeePerGas: number, value: number, nonce: number },
      ...{ data: hex(0, 70), input: hex(0, 70), chainId: number },
      accessList: fc.array(fc.record({ address, storageKeys: fc.array(hash) }), { maxLength: 2 }),
      blobVersionedHashes: fc.array(hash, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
  const filter = fc.record(
    {
      address: fc.oneof(address, fc.array(address, { maxLength: 3 })),
      topics: fc.array(fc.oneof(hash, fc.constant(null), fc.array(hash)), { maxLength: 5 }),
      ...{ fromBlock: block, toBlock: block, blockHash: hash },
    },
    { requiredKeys: [] },
  )
  const override = fc.record(
    {
      ...{ balance: number, nonce: number, movePrecompileToAddress: address },
      code: fc.oneof(hex(0, 5), fc.constant(bombs.recursion)),
      ...{ state: fc.dictionary(hash.map(String), hash), stateDiff: fc.object({ maxKeys: 1 }) },
    },
    { requiredKeys: [] },
  )
  const overrides = fc.dictionary(address.map(String), override, { maxKeys: 2 })
  const trace = fc.record(
    {
      tracer: fc.constantFrom('callTracer', 'prestateTracer', '4byteTracer', 'noopTracer', 'x'),
      tracerConfig: fc.object({ maxDepth: 1, maxKeys: 2 }),
      ...{ limit: number, stateOverrides: overrides },
    },
    { requiredKeys: [] },
  )
  const kinds = fc.array(fc.constantFrom('trace', 'stateDiff', 'vmTrace', 'x'), { maxLength: 3 })
  const nonsense = fc.anything({ maxDepth: 3, withBigInt: false })
  return fc.oneof(
    ...[address, hash, number, block, call, filter, overrides, trace, kinds, nonsense],
    ...[hex(0, 200), fc.boolean(), fc.array(fc.oneof(hash, number), { maxLength: 5 })],
  )
}

/** Bodies of HTTP requests. */
export function randomMessages(target: AttackTarget): fc.Arbitrary<string | Uint8Array> {
  const names = [...methodTable.keys()].filter((name) => name !== WAITING)
  const method = fc.constantFrom(...names)
  const request = fc.record({
    ...{ jsonrpc: fc.constant('2.0'), id: fc.oneof(fc.integer(), fc.string()), method },
    params: fc.array(values(target), { maxLength: 4 }),
  })
  const nearly = fc.record(
    {
      jsonrpc: fc.constantFrom('2.0', '1.0', 2, null),
      id: fc.anything({ maxDepth: 1, withBigInt: false }),
      method: fc.oneof(fc.string(), method, fc.anything({ maxDepth: 1, withBigInt: false })),
      params: fc.anything({ maxDepth: 3, withBigInt: false }),
    },
    { requiredKeys: [] },
  )
  const one = fc.oneof({ weight: 8, arbitrary: request }, { weight: 2, arbitrary: nearly })
  const batch = fc
    .array(one, { minLength: REQUESTS, maxLength: REQUESTS })
    .map((requests) => JSON.stringify(requests))
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 })
  const changed = fc.tuple(one, changes).map(([request, places]) => {
    const message = Buffer.from(JSON.stringify(request))
    for (const [place, byte] of places) message[place % message.length] = byte
    return new Uint8Array(message)
  })
  return fc.oneof({ weight: 9, arbitrary: batch }, { weight: 1, arbitrary: changed })
}
