import { type Address, type DepositTransaction, predeploys } from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BlockExecution,
  BlockExecutionError,
  executeBlock,
  StateUnavailableError,
  type WrittenAccount,
} from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { deployer } from '../bytecode/deployer.ts'
import { charterAccount } from '../chain/charterAccount.ts'
import { TestChain, user } from '../chain/TestChain.ts'

const users = [1, 2, 3, 4].map(user)
const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}` as Address
const management = at(0x9000)

/** Contracts that do a bit of everything with what they are called with. */
const contracts: ReadonlyMap<Address, Uint8Array> = new Map([
  // Counts calls per caller, keeps the value of the last one and logs.
  [
    at(0x8001),
    assemble(`CALLER SLOAD PUSH1 1 ADD CALLER SSTORE CALLVALUE PUSH0 SSTORE
      CALLER PUSH0 MSTORE CALLER CALLVALUE PUSH1 32 PUSH0 LOG2`),
  ],
  // Writes a slot that the call data names and reverts if its last bit is set.
  [
    at(0x8002),
    assemble(
      `PUSH0 CALLDATALOAD DUP1 DUP1 SSTORE PUSH1 1 AND PUSH1 13 JUMPI STOP
      "5b" PUSH0 PUSH0 REVERT`.replace('PUSH1 13', 'PUSH1 11'),
    ),
  ],
  // Passes everything on to the first one, by CALL and by DELEGATECALL.
  [
    at(0x8003),
    assemble(`PUSH0 PUSH0 PUSH0 PUSH0 CALLVALUE PUSH20 ${at(0x8001)} GAS CALL
      PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${at(0x8001)} GAS DELEGATECALL ADD PUSH1 5 SSTORE`),
  ],
  // Clears what the call data names.
  [at(0x8004), assemble('PUSH0 PUSH0 CALLDATALOAD SSTORE PUSH1 1 PUSH0 TSTORE')],
  // Creates a contract that destroys itself with the value.
  [
    at(0x8005),
    assemble(`PUSH1 0x33 PUSH0 MSTORE8 PUSH1 0xff PUSH1 1 MSTORE8
      PUSH1 2 PUSH0 CALLVALUE CREATE PUSH0 SSTORE`),
  ],
])

function newChain(): TestChain {
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      ...users.map(({ address }) => [address, { balance: 10n ** 21n }] as const),
      ...[...contracts].map(([address, code]) => [address, { code, nonce: 1n }] as const),
      [
        predeploys.dacMaster,
        charterAccount({
          management,
          denied: new Map([[users[3]?.address as Address, [0xf4, 0xa2]]]),
          tax: [{ threshold: 50n, rate: 100 }],
        }),
      ],
    ]),
  )
}

interface Step {
  readonly kind: 'valid' | 'nonce' | 'broke' | 'garbage' | 'flipped'
  readonly from: number
  readonly to: number
  readonly value: number
  readonly slot: number
  readonly gasLimit: number
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('valid', 'valid', 'valid', 'valid', 'nonce', 'broke', 'garbage', 'flipped'),
  from: fc.nat(3),
  to: fc.integer({ min: 0, max: 7 }),
  value: fc.integer({ min: 0, max: 5_000 }),
  slot: fc.nat(7),
  gasLimit: fc.constantFrom(60_000, 90_000, 400_000),
})
const recipients: readonly (Address | null)[] = [
  ...contracts.keys(),
  null,
  users[0]?.address as Address,
  predeploys.l2ToL1MessagePasser,
]

function encode(chain: TestChain, steps: readonly Step[]): Uint8Array[] {
  const nonces = new Map(users.map(({ address }) => [address, chain.account(address)?.nonce ?? 0n]))
  return steps.map(({ kind, from, to, value, slot, gasLimit }) => {
    if (kind === 'garbage') return Uint8Array.of(2, 0xc0 + slot, value & 255)
    const signer = users[from] as (typeof users)[number]
    const nonce = nonces.get(signer.address) as bigint
    const data = new Uint8Array(32)
    data[31] = slot
    const recipient = recipients[to] as Address | null
    const raw = chain.sign(signer, {
      to: recipient,
      nonce: kind === 'nonce' ? nonce + 3n : nonce,
      value: kind === 'broke' ? 10n ** 22n : BigInt(value),
      gasLimit: BigInt(gasLimit),
      data: recipient === null ? deployer(contracts.get(at(0x8001)) as Uint8Array) : data,
    })
    if (kind === 'flipped') raw[raw.length - 1] = (raw[raw.length - 1] as number) ^ 0x55
    if (kind === 'valid') nonces.set(signer.address, nonce + 1n)
    return raw
  })
}

function depositsOf(chain: TestChain, amounts: readonly number[]): DepositTransaction[] {
  return amounts.map((amount, i) =>
    chain.deposit({
      from: (users[i % 4] as (typeof users)[number]).address,
      to: recipients[amount % 5] as Address,
      mint: BigInt(amount),
      value: BigInt(amount % 3 === 0 ? amount * 2 : amount),
      gasLimit: 150_000n,
    }),
  )
}

describe('BlockExecution', () => {
  it('gives the same block stepwise, with and without a cache, as executeBlock from raw bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.array(step, { maxLength: 14 }), fc.array(fc.nat(900), { maxLength: 3 })),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async (blocks) => {
          const chain = newChain()
          for (const [steps, amounts] of blocks) {
            const transactions = encode(chain, steps)
            const deposits = depositsOf(chain, amounts)
            const input = chain.input(transactions, deposits)
            const whole = await executeBlock(chain.store, chain.head, input, chain.profile)
            const execution = await BlockExecution.begin(
              chain.store,
              chain.head,
              input,
              chain.profile,
              { cache: chain.cache },
            )
            const included: Uint8Array[] = []
            for (const raw of transactions) {
              const result = await execution.tryTransaction(raw)
              if (result.status === 'included') included.push(raw)
            }
            const sealed = execution.finish()
            expect(sealed.hash).toBe(whole.hash)
            expect(sealed.outputRoot).toBe(whole.outputRoot)
            expect(sealed.receipts).toEqual(whole.receipts)
            expect(sealed.changes).toEqual(whole.changes)

            // What was skipped has left no trace: the block is the same without it.
            const clean = chain.input(included, deposits)
            const again = await executeBlock(chain.store, chain.head, clean, chain.profile)
            expect(again.skipped).toEqual([])
            expect(again.hash).toBe(whole.hash)
            chain.accept(sealed)
          }
        },
      ),
      { numRuns: 40, seed: 20_260_703 },
    )
  })

  it('hands on only the content that the next state needs', async () => {
    const chain = newChain()
    const [first] = users
    const raw = chain.sign(first as (typeof users)[number], { to: at(0x8001), value: 3n })
    const block = await chain.block([raw])
    const reader = {
      trieNode: chain.store.trieNode.bind(chain.store),
      code: () => new Uint8Array(),
    }
    for (const hash of block.changes.nodes.keys()) expect(reader.trieNode(hash)).toBeDefined()
    // Accounts touched: signer, contract, coinbase, FeeVault, L1Block, history; a node each and few above them.
    expect(block.changes.nodes.size).toBeLessThan(30)
    expect(block.changes.codes.size).toBe(0)
  })

  it('refuses a block that does not follow its parent', async () => {
    const chain = newChain()
    const input = { ...chain.input([]), number: 5 }
    await expect(executeBlock(chain.store, chain.head, input, chain.profile)).rejects.toThrow(
      BlockExecutionError,
    )
  })

  it('cannot be used after it is finished or while a transaction runs', async () => {
    const chain = newChain()
    const execution = await BlockExecution.begin(
      chain.store,
      chain.head,
      chain.input([]),
      chain.profile,
    )
    const raws = encode(
      chain,
      [0, 1].map((from) => ({ kind: 'valid', from, to: 0, value: 1, slot: 0, gasLimit: 90_000 })),
    )
    const pending = execution.tryTransaction(raws[0] as Uint8Array)
    await expect(execution.tryTransaction(raws[1] as Uint8Array)).rejects.toThrow(
      BlockExecutionError,
    )
    await pending
    execution.finish()
    expect(() => execution.finish()).toThrow(BlockExecutionError)
  })

  it('says which content is missing when the store lacks it', async () => {
    const chain = newChain()
    const [first] = users
    const raw = chain.sign(first as (typeof users)[number], { to: at(0x8001) })
    const reader = {
      trieNode: chain.store.trieNode.bind(chain.store),
      code: () => {
        throw new StateUnavailableError({ kind: 'code', hash: chain.head.hash })
      },
    }
    const execution = await BlockExecution.begin(reader, chain.head, chain.input([]), chain.profile)
    await expect(execution.tryTransaction(raw)).rejects.toThrow(StateUnavailableError)
    await expect(execution.tryTransaction(raw)).rejects.toThrow(BlockExecutionError)
    // Another execution on the same thread is not disturbed by the one that broke off.
    expect((await chain.block([raw])).receipts[0]?.status).toBe(1)
  })
})
