import { type Address, opcodes, predeploys } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import type { ExecutedBlock, WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { deployer } from '../bytecode/deployer.ts'
import { charterAccount, type TestCharter } from '../chain/charterAccount.ts'
import { TestChain, user } from '../chain/TestChain.ts'

const signer = user(1)
const permitted = user(2)
const manager = user(3)
const outer = '0x0000000000000000000000000000000000007001' as Address
const inner = '0x0000000000000000000000000000000000007002' as Address
const multicall = predeploys.multicall3

const FORCED = new Set(['STOP', 'JUMPDEST', 'RETURN', 'REVERT'])
const money = { balance: 10n ** 24n }

function chainOf(
  charter: TestCharter,
  codes: readonly (readonly [Address, Uint8Array])[],
): TestChain {
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [signer.address, money],
      [permitted.address, money],
      [manager.address, money],
      [predeploys.dacMaster, charterAccount({ management: manager.address, ...charter })],
      ...codes.map(([address, code]) => [address, { code, nonce: 1n }] as const),
    ]),
  )
}

/** Stores 1 + the result of a call or creation in slot 0, then the gas that is left in slot 1. */
const after = 'PUSH1 1 ADD PUSH0 SSTORE GAS PUSH1 1 SSTORE'
const frames = {
  CALL: `PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${inner} PUSH3 60000 CALL ${after}`,
  CALLCODE: `PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${inner} PUSH3 60000 CALLCODE ${after}`,
  DELEGATECALL: `PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${inner} PUSH3 60000 DELEGATECALL ${after}`,
  STATICCALL: `PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${inner} PUSH3 60000 STATICCALL ${after}`,
}
/** The same for creations, whose init code is one byte that stands first in the call data. */
const creations = {
  CREATE: `PUSH0 CALLDATALOAD PUSH0 MSTORE PUSH1 1 PUSH0 PUSH0 CREATE ISZERO ISZERO ${after}`,
  CREATE2: `PUSH0 CALLDATALOAD PUSH0 MSTORE PUSH0 PUSH1 1 PUSH0 PUSH0 CREATE2 ISZERO ISZERO ${after}`,
}

/** What a run did, but for what a charter's own storage makes different. */
function effects(chain: TestChain, block: ExecutedBlock) {
  return {
    receipts: block.receipts.map(({ status, gasUsed, logs }) => ({ status, gasUsed, logs })),
    slots: [outer, inner].map((address) => [
      chain.storage(address, 0),
      chain.storage(address, 1),
      chain.account(address)?.nonce,
    ]),
    // A byte below 0x80 is shorter in RLP, and its l1Fee lower.
    balance: chain.balance(signer.address) + (block.receipts[0]?.l1Fee ?? 0n),
  }
}

describe('a denied opcode', () => {
  for (const [name, number] of opcodes) {
    if (FORCED.has(name)) continue
    it(`halts the frame of depth 0 at ${name} as INVALID does, and only for the denied`, async () => {
      const code = Uint8Array.of(0x5b, number)
      const charter = { denied: new Map([[signer.address, [number]]]) }
      const denied = chainOf(charter, [[outer, code]])
      const send = { to: outer, gasLimit: 100_000n }
      const block = await denied.block([denied.sign(signer, send), denied.sign(permitted, send)])
      const [first, second] = block.receipts
      expect(first).toMatchObject({
        status: 0,
        gasUsed: 100_000n,
        logs: [],
        denial: { signer: signer.address, opcode: number, self: outer, depth: 0 },
      })
      expect(second?.denial).toBeUndefined()

      const invalid = chainOf({}, [[outer, Uint8Array.of(0x5b, 0xfe)]])
      const reference = await invalid.block([invalid.sign(signer, send)])
      expect(reference.receipts[0]).toMatchObject({ status: 0, gasUsed: 100_000n })
    })
  }

  for (const [frame, program] of Object.entries(frames)) {
    it(`halts only the inner frame of a ${frame}, with INVALID's gas and state`, async () => {
      for (const name of ['BALANCE', 'SLOAD', 'KECCAK256', 'TSTORE', 'LOG2', 'SELFDESTRUCT']) {
        const number = opcodes.get(name) as number
        const charter = { denied: new Map([[signer.address, [number]]]) }
        const send = { to: outer, gasLimit: 300_000n }
        const denied = chainOf(charter, [
          [outer, assemble(program)],
          [inner, Uint8Array.of(0x5b, number)],
        ])
        const block = await denied.block([denied.sign(signer, send)])
        const isInCaller = frame === 'DELEGATECALL' || frame === 'CALLCODE'
        expect(block.receipts[0]?.denial).toEqual({
          signer: signer.address,
          opcode: number,
          self: isInCaller ? outer : inner,
          depth: 1,
        })
        expect(denied.storage(outer, 0)).toBe(1n)

        const invalid = chainOf({}, [
          [outer, assemble(program)],
          [inner, Uint8Array.of(0x5b, 0xfe)],
        ])
        const reference = await invalid.block([invalid.sign(signer, send)])
        expect(effects(denied, block)).toEqual(effects(invalid, reference))
      }
    })
  }

  for (const [frame, program] of Object.entries(creations)) {
    it(`halts only the init code of a ${frame}, with INVALID's gas and state`, async () => {
      const number = opcodes.get('BALANCE') as number
      const charter = { denied: new Map([[signer.address, [number]]]) }
      const run = async (chain: TestChain, initCode: number) => {
        const data = Uint8Array.of(initCode)
        return chain.block([chain.sign(signer, { to: outer, gasLimit: 10_000_000n, data })])
      }
      const denied = chainOf(charter, [[outer, assemble(program)]])
      const block = await run(denied, number)
      expect(block.receipts[0]?.denial).toMatchObject({ opcode: number, depth: 1 })
      expect(denied.storage(outer, 0)).toBe(1n)

      const invalid = chainOf({}, [[outer, assemble(program)]])
      const reference = await run(invalid, 0xfe)
      expect(effects(denied, block)).toEqual(effects(invalid, reference))
    })

    it(`stops at ${frame} itself when the charter denies deployment`, async () => {
      const charter = {
        restricted: [0xf0, 0xf5],
        allowed: new Map([[permitted.address, [0xf0, 0xf5]]]),
      }
      const subject = chainOf(charter, [[outer, assemble(program)]])
      const send = { to: outer, gasLimit: 400_000n, data: Uint8Array.of(0) }
      const block = await subject.block([subject.sign(signer, send), subject.sign(permitted, send)])
      expect(block.receipts.map(({ status }) => status)).toEqual([0, 1])
      expect(block.receipts[0]?.denial).toMatchObject({ opcode: opcodes.get(frame), depth: 0 })
      expect(subject.storage(outer, 0)).toBe(2n)
    })
  }

  it('takes a creation transaction in and fails it without CREATE', async () => {
    const subject = chainOf({ denied: new Map([[signer.address, [0xf0]]]) }, [])
    const raw = subject.sign(signer, { data: deployer(Uint8Array.of(0)), gasLimit: 200_000n })
    const block = await subject.block([raw])
    const [receipt] = block.receipts
    expect(receipt).toMatchObject({
      status: 0,
      gasUsed: 200_000n,
      denial: { signer: signer.address, opcode: 0xf0, self: signer.address, depth: 0 },
    })
    expect(subject.account(signer.address)?.nonce).toBe(1n)
    expect(subject.account(receipt?.contractAddress as Address)).toBeNull()
  })
})

describe('a mask of all ones', () => {
  it('changes nothing at all', async () => {
    const program = `${frames.CALL} ${frames.DELEGATECALL} ${creations.CREATE}`
    const codes = [
      [outer, assemble(program)],
      [inner, assemble('PUSH1 7 PUSH1 3 SSTORE PUSH0 PUSH0 LOG0 ADDRESS BALANCE PUSH0 MSTORE')],
    ] as const
    const every = [...opcodes.values()]
    const charters: TestCharter[] = [
      {},
      { restricted: every, allowed: new Map([[signer.address, [...every, 0xfe]]]) },
    ]
    const results = await Promise.all(
      charters.map(async (charter) => {
        const chain = chainOf(charter, codes)
        const block = await chain.block([chain.sign(signer, { to: outer })])
        return effects(chain, block)
      }),
    )
    expect(results[0]?.receipts[0]?.status).toBe(1)
    expect(results[1]).toEqual(results[0])
  })
})

describe('a transaction to the management contract', () => {
  const management = '0x0000000000000000000000000000000000007a9a' as Address
  const store = 'PUSH1 1 PUSH1 9 SSTORE'
  const call = (target: Address): string =>
    `PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${target} PUSH3 60000 CALL POP`
  const system = predeploys.l2StandardBridge
  const messenger = predeploys.l2CrossDomainMessenger
  const delegate = `PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${inner} PUSH3 60000 DELEGATECALL POP`

  function managed(denied: readonly number[]): TestChain {
    const charter = { management, denied: new Map([[signer.address, denied]]) }
    return chainOf(charter, [
      [management, assemble([store, ...[outer, system, messenger, multicall].map(call)].join(' '))],
      [outer, assemble(`${store} ${call(management)}`)],
      [system, assemble(`${store} ${delegate}`)],
      [inner, assemble('PUSH1 2 PUSH1 8 SSTORE')],
      [messenger, assemble(store)],
      [multicall, assemble(store)],
    ])
  }

  it('runs it and the system unbound, and what they call out to by the mask', async () => {
    const subject = managed([0x55])
    const block = await subject.block([subject.sign(signer, { to: management })])
    expect(block.receipts[0]).toMatchObject({
      status: 1,
      denial: { signer: signer.address, opcode: 0x55, self: outer, depth: 1 },
    })
    expect(subject.storage(management, 9)).toBe(1n)
    expect(subject.storage(system, 9)).toBe(1n)
    // A frame's self counts, not whose code it runs.
    expect(subject.storage(system, 8)).toBe(2n)
    expect(subject.storage(outer, 9)).toBe(0n)
    expect(subject.storage(messenger, 9)).toBe(0n)
    expect(subject.storage(multicall, 9)).toBe(0n)
  })

  it('needs no SUBMIT, which another recipient does', async () => {
    const subject = managed([0xfe])
    const block = await subject.block([
      subject.sign(signer, { to: outer }),
      subject.sign(signer, { to: management }),
    ])
    expect(block.skipped.map(({ reason }) => reason.code)).toEqual(['SUBMIT_DENIED'])
    expect(block.receipts.map(({ to }) => to)).toEqual([management])
  })

  it('is the only way to run the management contract unbound', async () => {
    const subject = managed([0x55])
    // `outer` stores before it calls, so a denied SSTORE stops it there.
    const block = await subject.block([subject.sign(signer, { to: outer })])
    expect(block.receipts[0]).toMatchObject({ status: 0, denial: { self: outer, depth: 0 } })
    expect(subject.storage(management, 9)).toBe(0n)
  })

  it('has every permission when the management contract signs it', async () => {
    const subject = chainOf({ denied: new Map([[manager.address, [0x55, 0xfe, 0xf0]]]) }, [
      [outer, assemble(store)],
    ])
    const block = await subject.block([subject.sign(manager, { to: outer })])
    expect(block.receipts[0]).toMatchObject({ status: 1 })
    expect(subject.storage(outer, 9)).toBe(1n)
  })
})

describe('a change of the charter', () => {
  it('takes effect from the next transaction of the same block', async () => {
    // "MVM_DACMaster" sets its slot 0 to the first word of the call data.
    const subject = new TestChain(
      new Map<Address, Partial<WrittenAccount>>([
        [signer.address, money],
        [manager.address, money],
        [
          predeploys.dacMaster,
          {
            ...charterAccount({ management: manager.address }),
            code: assemble('PUSH0 CALLDATALOAD PUSH0 SSTORE'),
          },
        ],
        [outer, { code: assemble('PUSH1 1 PUSH0 SSTORE'), nonce: 1n }],
      ]),
    )
    const restricted = (1n << 0x55n).toString(16).padStart(64, '0')
    const block = await subject.block([
      subject.sign(signer, { to: outer }),
      subject.sign(manager, { to: predeploys.dacMaster, data: Buffer.from(restricted, 'hex') }),
      subject.sign(signer, { to: outer, nonce: 1n }),
      subject.sign(manager, { to: predeploys.dacMaster, nonce: 1n, data: new Uint8Array(32) }),
      subject.sign(signer, { to: outer, nonce: 2n }),
    ])
    expect(block.receipts.map(({ status }) => status)).toEqual([1, 1, 0, 1, 1])
  })
})
