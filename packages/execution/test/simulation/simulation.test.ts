import { verifyMerkleProof } from '@ethereumjs/mpt'
import {
  type Address,
  type CallMessage,
  fromHex,
  type Hex,
  keccak256,
  predeploys,
} from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import {
  createAccessList,
  estimateGas,
  proveAccount,
  readCode,
  type SimulationTarget,
  simulateCall,
  type WrittenAccount,
} from '../../src/index.ts'
import { encodeAccount } from '../../src/state/encodeAccount.ts'
import { assemble } from '../bytecode/assemble.ts'
import { deployer } from '../bytecode/deployer.ts'
import { charterAccount } from '../chain/charterAccount.ts'
import { TestChain, user, word } from '../chain/TestChain.ts'

const alice = user(1)
const denied = user(2)
const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}` as Address
const counter = at(0x8001)
const reverter = at(0x8002)
const caller = at(0x8003)
const greedy = at(0x8004)
const looper = at(0x8005)
const nowhere = at(0xdead)

const RETURN_TOP = 'PUSH0 MSTORE PUSH1 32 PUSH0 RETURN'

function newChain(): TestChain {
  const code = (program: string) => ({ code: assemble(program), nonce: 1n })
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [alice.address, { balance: 10n ** 24n }],
      [denied.address, { balance: 10n ** 24n }],
      [counter, code(`PUSH1 3 SLOAD PUSH1 1 ADD DUP1 PUSH1 3 SSTORE ${RETURN_TOP}`)],
      [reverter, code('PUSH1 42 PUSH0 MSTORE PUSH1 32 PUSH0 REVERT')],
      [caller, code(`PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${counter} GAS CALL PUSH0 SSTORE`)],
      // Fails if less than 100,000 gas is left, and needs hardly any of it.
      [greedy, code('PUSH3 100000 GAS LT PUSH1 10 JUMPI STOP "5b" "fe"')],
      [looper, code('"5b" PUSH0 JUMP')],
      [
        predeploys.dacMaster,
        charterAccount({
          management: at(0x9a),
          denied: new Map([[denied.address, [0x55, 0xfe]]]),
          tax: [{ threshold: 100n, rate: 1_000 }],
        }),
      ],
    ]),
  )
}

function target(
  chain: TestChain,
  more: Partial<Omit<SimulationTarget, 'profile' | 'at'>> = {},
): SimulationTarget {
  const { store: reader, profile, head } = chain
  return { reader, profile, at: head, isNextBlock: true, ...more }
}

function message(fields: Partial<CallMessage>): CallMessage {
  return { from: alice.address, to: counter, value: 0n, data: new Uint8Array(), ...fields }
}

const asWord = (value: bigint): Uint8Array => fromHex(word(value))

describe('simulateCall', () => {
  it('returns what the call returns and leaves nothing behind', async () => {
    const chain = newChain()
    const first = await simulateCall(target(chain), message({}))
    const second = await simulateCall(target(chain, { cache: chain.cache }), message({}))
    expect(first).toMatchObject({ status: 'success', output: asWord(1n) })
    expect(second).toEqual(first)
  })

  it('uses as much gas as the transaction does', async () => {
    const chain = newChain()
    const simulated = await simulateCall(target(chain), message({ to: caller }))
    const block = await chain.block([chain.sign(alice, { to: caller })])
    expect(simulated).toMatchObject({ status: 'success', gasUsed: block.receipts[0]?.gasUsed })
  })

  it('tells a revert from a halt, with the data', async () => {
    const chain = newChain()
    expect(await simulateCall(target(chain), message({ to: reverter }))).toMatchObject({
      status: 'reverted',
      output: asWord(42n),
    })
    expect(await simulateCall(target(chain), message({ to: looper, gasLimit: 30_000n }))).toEqual({
      status: 'halted',
      reason: 'out of gas',
      gasUsed: 30_000n,
    })
  })

  it('reports what the charter denies, and asks for no SUBMIT', async () => {
    const chain = newChain()
    const from = denied.address
    expect(await simulateCall(target(chain), message({ from }))).toMatchObject({
      status: 'halted',
      denial: { signer: from, opcode: 0x55, self: counter, depth: 0 },
    })
    expect(await simulateCall(target(chain), message({ from, to: reverter }))).toMatchObject({
      status: 'reverted',
    })
  })

  it('takes overrides of accounts', async () => {
    const chain = newChain()
    await chain.block([chain.sign(alice, { to: counter })])
    const slots = new Map<Hex, Hex>([[word(3), word(40)]])
    const run = (storage: 'replace' | 'merge', filled: ReadonlyMap<Hex, Hex>) =>
      simulateCall(
        target(chain, {
          accountOverrides: new Map([[counter, { storage: { mode: storage, slots: filled } }]]),
        }),
        message({}),
      )
    expect(await run('merge', slots)).toMatchObject({ output: asWord(41n) })
    expect(await run('replace', new Map())).toMatchObject({ output: asWord(1n) })
    expect(await run('merge', new Map())).toMatchObject({ output: asWord(2n) })
    const code = assemble(`CALLER BALANCE ADDRESS BALANCE ADD ${RETURN_TOP}`)
    const outcome = await simulateCall(
      target(chain, {
        accountOverrides: new Map([
          [nowhere, { code, balance: 5n, nonce: 9n }],
          [alice.address, { balance: 70n }],
        ]),
      }),
      message({ to: nowhere }),
    )
    expect(outcome).toMatchObject({ status: 'success', output: asWord(75n) })
  })

  it('takes overrides of the block, and knows the two blocks it can be in', async () => {
    const chain = newChain()
    await chain.block([])
    const read = (name: string, more: Partial<SimulationTarget>) =>
      simulateCall(
        target(chain, {
          accountOverrides: new Map([[nowhere, { code: assemble(`${name} ${RETURN_TOP}`) }]]),
          ...more,
        }),
        message({ to: nowhere }),
      )
    expect(await read('NUMBER', {})).toMatchObject({ output: asWord(2n) })
    expect(await read('NUMBER', { isNextBlock: false })).toMatchObject({ output: asWord(1n) })
    const blockOverride = { number: 77n, timestamp: 88n, coinbase: at(0x99) }
    expect(await read('NUMBER', { blockOverride })).toMatchObject({ output: asWord(77n) })
    expect(await read('TIMESTAMP', { blockOverride })).toMatchObject({ output: asWord(88n) })
    expect(await read('COINBASE', { blockOverride })).toMatchObject({ output: asWord(0x99n) })
    const parent = asWord(BigInt(chain.head.hash))
    expect(await read('PUSH1 1 BLOCKHASH', {})).toMatchObject({ output: parent })
  })

  it('holds those who offer a price to base fee and balance', async () => {
    const chain = newChain()
    expect(await simulateCall(target(chain), message({ gasPrice: 1n }))).toMatchObject({
      status: 'invalid',
      reason: expect.stringContaining('max fee per gas less than block base fee'),
    })
    expect(await simulateCall(target(chain), message({ value: 10n ** 25n }))).toMatchObject({
      status: 'invalid',
      reason: expect.stringContaining('insufficient funds'),
    })
    expect(await simulateCall(target(chain), message({ gasLimit: 20_000n }))).toMatchObject({
      status: 'invalid',
      reason: expect.stringContaining('intrinsic gas too low'),
    })
  })

  it('creates contracts', async () => {
    const chain = newChain()
    const runtime = assemble('PUSH0 SLOAD')
    expect(
      await simulateCall(target(chain), message({ to: null, data: deployer(runtime) })),
    ).toMatchObject({ status: 'success', output: runtime })
  })
})

describe('estimateGas', () => {
  it('leaves the tax out of what can be spent on gas', async () => {
    const chain = newChain()
    const value = 10n ** 18n
    const maxFeePerGas = 10n ** 9n
    // A tenth of what is above 100 wei.
    const tax = (value - 100n) / 10n
    const estimate = async (gas: bigint) => {
      const balance = value + tax + gas * maxFeePerGas
      const accountOverrides = new Map([[alice.address, { balance }]])
      const fields = { to: nowhere, value, maxFeePerGas }
      return estimateGas(target(chain, { accountOverrides }), message(fields))
    }
    expect(await estimate(21_000n)).toEqual({ status: 'success', gas: 21_000n })
    expect((await estimate(20_999n)).status).toBe('invalid')
  })

  const messages: Readonly<Record<string, Partial<CallMessage>>> = {
    'a transfer': { to: nowhere, value: 5n },
    'a call that stores': {},
    'a call within a call': { to: caller },
    'a creation': { to: null, data: deployer(assemble('PUSH0 SLOAD')) },
    'much calldata': { to: nowhere, data: new Uint8Array(500).fill(7) },
    'a contract that wants more gas than it uses': { to: greedy },
  }
  for (const [name, fields] of Object.entries(messages)) {
    it(`finds the smallest limit for ${name}`, async () => {
      const chain = newChain()
      const estimate = await estimateGas(target(chain), message(fields))
      if (estimate.status !== 'success') throw new Error(estimate.status)
      const run = (gasLimit: bigint) =>
        simulateCall(target(chain), message({ ...fields, gasLimit }))
      expect((await run(estimate.gas)).status).toBe('success')
      expect((await run(estimate.gas - 1n)).status).not.toBe('success')
    })
  }

  it('is enough for the transaction, and one gas less is not', async () => {
    const chain = newChain()
    const estimate = await estimateGas(target(chain), message({ to: caller }))
    const gasLimit = estimate.status === 'success' ? estimate.gas : 0n
    const block = await chain.block([
      chain.sign(alice, { to: caller, gasLimit }),
      chain.sign(denied, { to: caller, gasLimit }),
    ])
    expect(block.receipts[0]?.status).toBe(1)
    expect(chain.storage(caller, 0)).toBe(1n)
  })

  it('says why the transaction would fail', async () => {
    const chain = newChain()
    expect(await estimateGas(target(chain), message({ to: reverter }))).toMatchObject({
      status: 'reverted',
      output: asWord(42n),
    })
    expect(
      await estimateGas(target(chain), message({ from: denied.address, to: nowhere })),
    ).toMatchObject({
      status: 'halted',
      denial: { signer: denied.address, opcode: 0xfe },
    })
  })

  it('stays below what the sender can pay, tax included', async () => {
    const chain = newChain()
    const poor = user(7).address
    const price = 2_000_000_000n
    const estimate = (balance: bigint, value = 0n) =>
      estimateGas(
        target(chain, { accountOverrides: new Map([[poor, { balance }]]) }),
        message({ from: poor, to: nowhere, value, gasPrice: price }),
      )
    expect(await estimate(21_000n * price)).toEqual({ status: 'success', gas: 21_000n })
    expect((await estimate(21_000n * price - 1n)).status).toBe('invalid')
    // 1,100 wei of value cost 100 of tax.
    expect(await estimate(21_000n * price + 1_200n, 1_100n)).toEqual({
      status: 'success',
      gas: 21_000n,
    })
    expect((await estimate(21_000n * price + 1_199n, 1_100n)).status).toBe('invalid')
  })

  it('stops when it is aborted', async () => {
    const chain = newChain()
    const reason = new Error('enough')
    await expect(
      estimateGas(target(chain), message({ to: greedy }), AbortSignal.abort(reason)),
    ).rejects.toThrow(reason)
  })
})

describe('createAccessList', () => {
  it('lists what the message touches beside what is warm anyway', async () => {
    const chain = newChain()
    const outcome = await createAccessList(target(chain), message({ to: caller }))
    expect(outcome.failure).toBeUndefined()
    expect(outcome.accessList).toEqual([
      { address: counter, storageKeys: [word(3)] },
      { address: caller, storageKeys: [word(0)] },
    ])
    const { accessList } = outcome
    const withList = await simulateCall(target(chain), message({ to: caller, accessList }))
    expect(withList).toMatchObject({ status: 'success', gasUsed: outcome.gasUsed })
  })

  it('has a list for a message that fails as well', async () => {
    const chain = newChain()
    const from = denied.address
    const outcome = await createAccessList(target(chain), message({ from }))
    expect(outcome.failure).toMatchObject({ status: 'halted', denial: { opcode: 0x55 } })
    expect(outcome.accessList).toEqual([{ address: counter, storageKeys: [word(3)] }])
  })
})

describe('proveAccount', () => {
  it('proves accounts and slots, and that there are none', async () => {
    const chain = newChain()
    await chain.block([chain.sign(alice, { to: counter })])
    const { stateRoot } = chain.head.header
    const root = fromHex(stateRoot)
    const proof = proveAccount(chain.store, stateRoot, counter, [word(3), word(4)])
    const leaf = await verifyMerkleProof(keccak256(fromHex(counter)), [...proof.accountProof], {
      root,
    })
    expect(leaf).toEqual(
      encodeAccount({
        nonce: proof.nonce,
        balance: proof.balance,
        storageRoot: fromHex(proof.storageRoot),
        codeHash: fromHex(proof.codeHash),
      }),
    )
    expect(proof.storageProofs.map(({ value }) => value)).toEqual([1n, 0n])
    for (const [i, { proof: nodes }] of proof.storageProofs.entries()) {
      const value = await verifyMerkleProof(keccak256(fromHex(word(3 + i))), [...nodes], {
        root: fromHex(proof.storageRoot),
      })
      expect(value).toEqual(i === 0 ? Uint8Array.of(1) : null)
    }
    const absent = proveAccount(chain.store, stateRoot, nowhere, [word(0)])
    expect(absent).toMatchObject({ nonce: 0n, balance: 0n })
    expect(
      await verifyMerkleProof(keccak256(fromHex(nowhere)), [...absent.accountProof], { root }),
    ).toBeNull()
    expect(readCode(chain.store, stateRoot, counter)).toHaveLength(16)
  })
})
