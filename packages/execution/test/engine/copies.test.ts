import { type Address, asAddress, asHash, fromHex, type Hex, type StateRoot } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EthereumJsEngine } from '../../src/engine/EthereumJsEngine.ts'
import { ALL_PERMISSIONS } from '../../src/profile/ALL_PERMISSIONS.ts'
import { CommittedState } from '../../src/state/CommittedState.ts'
import { MemoryStateStore } from '../../src/state/MemoryStateStore.ts'
import { WorldState } from '../../src/state/WorldState.ts'
import { EMPTY_TRIE_ROOT } from '../../src/trie/MerkleTrie.ts'
import { assemble } from '../bytecode/assemble.ts'
import { COINBASE, word } from '../chain/TestChain.ts'

const self = asAddress(`0x${'c0de'.repeat(10)}`)
const other = asAddress(`0x${'beef'.repeat(10)}`)
const caller = asAddress(`0x${'ca'.repeat(20)}`)
const engine = new EthereumJsEngine({ chainId: 1, fork: 'osaka', hasPrecompileCaps: true })

const MEMORY = 160
const FULL = `PUSH32 0x${'ee'.repeat(32)}`
const fill = [0, 32, 64, 96, 128].map((at) => `${FULL} PUSH1 ${at} MSTORE`).join(' ')

/** Memory after a program has run on memory full of 0xee. */
async function memoryAfter(program: string, data: Uint8Array, otherCode: Uint8Array) {
  const root = Buffer.from(EMPTY_TRIE_ROOT).toString('hex')
  const world = new WorldState(
    new CommittedState(new MemoryStateStore(), asHash<StateRoot>(`0x${root}`)),
  )
  const code = assemble(`${fill} ${program} PUSH1 ${MEMORY} PUSH0 RETURN`)
  world.setCode(self, code)
  world.setCode(other, otherCode)
  world.beginTransaction()
  const { output, status } = await engine.run(world, environment, {
    caller,
    to: self,
    value: 0n,
    data,
    gas: 100_000n,
    gasPrice: 0n,
    blobVersionedHashes: [],
    permissions: { mask: ALL_PERMISSIONS, signer: caller },
  })
  expect(status).toBe('succeeded')
  return { output, code }
}

const environment = {
  number: 1,
  timestamp: 1,
  coinbase: COINBASE as Address,
  gasLimit: 30_000_000n,
  baseFeePerGas: 0n,
  prevRandao: word(0) as Hex,
  blobBaseFee: 1n,
  blockHash: () => new Uint8Array(32),
}

/** What the Yellow Paper says, byte by byte. */
function copied(source: Uint8Array, to: number, from: bigint, length: number): Uint8Array {
  const memory = new Uint8Array(MEMORY).fill(0xee)
  for (let i = 0; i < length; i++) {
    const at = from + BigInt(i)
    memory[to + i] = at < BigInt(source.length) ? (source[Number(at)] as number) : 0
  }
  return memory
}

const offset = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: 80n }) },
  fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
)

it('the copying opcodes copy what there is and zeros beyond it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('CALLDATACOPY', 'CODECOPY', 'EXTCODECOPY'),
      fc.uint8Array({ maxLength: 64 }),
      fc.integer({ min: 0, max: 80 }),
      offset,
      fc.integer({ min: 0, max: 80 }),
      // What stands above the address's 160 bits counts for nothing.
      fc.bigInt({ min: 0n, max: 2n ** 96n - 1n }),
      async (opcode, source, to, from, length, above) => {
        const address = (above << 160n) | BigInt(other)
        const place = opcode === 'EXTCODECOPY' ? `PUSH32 ${address}` : ''
        const program = `PUSH1 ${length} PUSH32 ${from} PUSH1 ${to} ${place} ${opcode}`
        const { output, code } = await memoryAfter(program, source, source)
        const expected = copied(opcode === 'CODECOPY' ? code : source, to, from, length)
        expect(output).toEqual(expected)
      },
    ),
    { numRuns: 400 },
  )
})

it('an account without code has nothing but zeros to copy', async () => {
  const program = `PUSH1 5 PUSH0 PUSH1 3 PUSH20 ${caller} EXTCODECOPY`
  const { output } = await memoryAfter(program, fromHex('0x'), fromHex('0x'))
  expect(output).toEqual(copied(new Uint8Array(), 3, 0n, 5))
})
