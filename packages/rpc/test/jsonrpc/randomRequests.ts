import fc from 'fast-check'
import { methodTable } from '../../src/index.ts'
import type { TestDac } from '../dac/TestDac.ts'
import { scriptedAccounts } from '../dac/testAccounts.ts'

/** What may stand where a value is expected: right ones, near misses and nonsense. */
function values({ chain, chainId }: TestDac): fc.Arbitrary<unknown> {
  const hex = (min: number, max: number) =>
    fc
      .uint8Array({ minLength: min, maxLength: max })
      .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`)
  const { hangs: _hangs, crashes: _crashes, ...answering } = scriptedAccounts
  const address = fc.oneof(fc.constantFrom(...Object.values(answering)), hex(20, 20), hex(19, 21))
  const hash = fc.oneof(
    fc.integer({ min: 0, max: 2 }).map((n) => chain.blocks[n]?.hash ?? null),
    fc.constantFrom(...chain.blocks.flatMap((b) => b.transactions.map((t) => t.hash))),
    hex(32, 32),
  )
  const number = fc.oneof(
    fc.bigInt({ min: 0n, max: 5n }).map((n) => `0x${n.toString(16)}`),
    fc.bigInt({ min: -5n, max: 2n ** 260n }).map((n) => `0x${n.toString(16)}`),
  )
  const block = fc.oneof(
    fc.constantFrom('latest', 'pending', 'safe', 'finalized', 'earliest', 'LATEST', ''),
    number,
    hash,
    fc.record(
      { blockNumber: number, blockHash: hash, requireCanonical: fc.boolean() },
      { requiredKeys: [] },
    ),
  )
  const call = fc.record(
    {
      from: address,
      to: fc.oneof(address, fc.constant(null)),
      gas: number,
      gasPrice: number,
      maxFeePerGas: number,
      maxPriorityFeePerGas: number,
      value: number,
      nonce: number,
      data: hex(0, 70),
      input: hex(0, 70),
      chainId: fc.constantFrom(`0x${chainId.toString(16)}`, '0x1', 1),
      accessList: fc.array(fc.record({ address, storageKeys: fc.array(hash, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      authorizationList: fc.array(
        fc.record(
          { chainId: number, address, nonce: number, yParity: number, r: number, s: number },
          { requiredKeys: [] },
        ),
        { maxLength: 2 },
      ),
      opcode: fc.constantFrom('SSTORE', 'DEPLOY', '0x55', '0x155', 'x'),
    },
    { requiredKeys: [] },
  )
  const filter = fc.record(
    {
      address: fc.oneof(address, fc.array(address, { maxLength: 3 })),
      topics: fc.array(
        fc.oneof(hash, fc.constant(null), fc.array(fc.oneof(hash, fc.constant(null)))),
        { maxLength: 5 },
      ),
      fromBlock: block,
      toBlock: block,
      blockHash: hash,
    },
    { requiredKeys: [] },
  )
  const overrides = fc.dictionary(
    address as fc.Arbitrary<string>,
    fc.record(
      {
        balance: number,
        nonce: number,
        code: hex(0, 5),
        state: fc.dictionary(hash.map(String), hash),
        stateDiff: fc.dictionary(hash.map(String), hash),
      },
      { requiredKeys: [] },
    ),
    { maxKeys: 2 },
  )
  const nonsense = fc.anything({ maxDepth: 3, withBigInt: false })
  return fc.oneof(
    address,
    hash,
    number,
    block,
    call,
    filter,
    overrides,
    hex(0, 40),
    fc.boolean(),
    fc.array(fc.oneof(hash, number)),
    nonsense,
  )
}

/** Requests of which most are well formed, and some nearly. */
export function randomRequests(dac: TestDac): fc.Arbitrary<unknown> {
  const names = [...methodTable.keys()].filter((name) => name !== 'eth_sendRawTransactionSync')
  const call = fc.record(
    {
      jsonrpc: fc.constant('2.0'),
      id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
      method: fc.constantFrom(...names),
      params: fc.array(values(dac), { maxLength: 4 }),
    },
    { requiredKeys: ['jsonrpc', 'id', 'method'] },
  )
  const nearly = fc.record(
    {
      jsonrpc: fc.constantFrom('2.0', '1.0', 2, null),
      id: fc.anything({ maxDepth: 1, withBigInt: false }),
      method: fc.oneof(
        fc.string(),
        fc.constantFrom(...names),
        fc.anything({ maxDepth: 1, withBigInt: false }),
      ),
      params: fc.anything({ maxDepth: 3, withBigInt: false }),
    },
    { requiredKeys: [] },
  )
  return fc.oneof({ weight: 8, arbitrary: call }, { weight: 2, arbitrary: nearly })
}
