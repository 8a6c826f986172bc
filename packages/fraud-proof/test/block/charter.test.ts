import type { WrittenAccount } from '@mvm/execution'
import {
  type Address,
  encodeInitialize,
  genesisAccounts,
  predeploys,
  systemSenders,
} from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { charterAccount } from '../../../execution/test/chain/charterAccount.ts'
import { user } from '../../../execution/test/chain/TestChain.ts'
import { Kind } from '../../src/index.ts'
import { StepVerifier } from '../evm/StepVerifier.ts'
import { cells } from '../machine/cells.ts'
import { address } from '../machine/TestMachine.ts'
import { findBlockDifference } from './findBlockDifference.ts'
import { signed } from './scenarioWorld.ts'
import { TestRollup } from './TestRollup.ts'
import { takeOnL1 } from './takeOnL1.ts'

/** INVALID's bit is SUBMIT's: whoever lacks it sends nothing. */
const SUBMIT = 0xfe
const denied = cells().filter(
  ({ rule, outcome }) => outcome === 'permission denied' && rule.opcode !== SUBMIT,
)
const FUNDED = { balance: 10n ** 24n }

describe('the charter in transactions', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('halts each opcode for whom it denies it, and for nobody else', async () => {
    for (let from = 0; from < denied.length; from += 35) {
      const part = denied.slice(from, from + 35)
      const users = part.map((_, i) => ({ bound: user(i + 1), free: user(i + 101) }))
      const contract = (i: number): Address => address(0xc0_0000 + i)
      const accounts = new Map<Address, Partial<WrittenAccount>>()
      const denials = new Map<Address, readonly number[]>()
      part.forEach(({ rule, program }, i) => {
        const { bound, free } = users[i] as (typeof users)[number]
        for (const who of [bound, free]) accounts.set(who.address, FUNDED)
        accounts.set(contract(i), { nonce: 1n, balance: 9n, code: program.code })
        for (const [at, account] of program.accounts ?? []) accounts.set(at, account)
        denials.set(bound.address, [rule.opcode])
      })
      accounts.set(predeploys.dacMaster, charterAccount({ denied: denials }))
      const block = await new TestRollup(accounts).block(
        users.flatMap(({ bound, free }, i) => [
          signed(bound, 2, { to: contract(i) }),
          signed(free, 2, { to: contract(i) }),
        ]),
      )
      expect(findBlockDifference(block)).toBeNull()
      expect(await takeOnL1(verifier, block.steps)).toEqual([])
      const { receipts } = block.executed
      const halted = receipts.filter(({ denial }) => denial !== undefined)
      expect(halted.map(({ denial }) => denial?.opcode)).toEqual(
        part.map(({ rule }) => rule.opcode),
      )
    }
  })

  it('binds what the management contract calls, but not that contract', async () => {
    const [bound, other] = [user(1), user(2)]
    const [management, storing] = [address(0x3a4a6e), address(0x570)]
    const accounts = new Map<Address, Partial<WrittenAccount>>([
      [bound.address, FUNDED],
      [other.address, FUNDED],
      [storing, { nonce: 1n, code: assemble('PUSH1 1 PUSH0 SSTORE') }],
      [
        management,
        {
          nonce: 1n,
          code: assemble(
            `PUSH1 1 PUSH0 SSTORE PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH20 ${storing} PUSH2 60000 CALL PUSH1 1 SSTORE`,
          ),
        },
      ],
      [
        predeploys.dacMaster,
        charterAccount({ management, denied: new Map([[bound.address, [0x55, 0xfe]]]) }),
      ],
    ])
    const rollup = new TestRollup(accounts)
    const block = await rollup.block([
      signed(bound, 2, { to: management }),
      signed(bound, 2, { nonce: 1n, to: storing }),
      signed(other, 2, { to: management }),
    ])
    expect(block.executed.skipped.map(({ reason }) => reason.code)).toEqual(['SUBMIT_DENIED'])
    expect(block.executed.receipts.map(({ status }) => status)).toEqual([1, 1])
    expect(findBlockDifference(block)).toBeNull()
    expect(await takeOnL1(verifier, block.steps)).toEqual([])
  })

  it('is set by block 1 on the predeploys of genesis, and holds from block 2 on', async () => {
    const [bound, free] = [user(1), user(2)]
    const charter = {
      vision: 'v',
      mission: 'm',
      permissions: [
        { operation: 'deny' as const, bit: 0xf0, addresses: [bound.address] },
        { operation: 'allow' as const, bit: 0xfe, addresses: [bound.address, free.address] },
      ],
      taxrates: [{ threshold: 10n, rate: 500 }],
      treasury: address(0x7ea5),
      managementContract: user(3).address,
    }
    const accounts = new Map<Address, Partial<WrittenAccount>>([
      ...genesisAccounts(),
      [bound.address, FUNDED],
      [free.address, FUNDED],
    ])
    const rollup = new TestRollup(accounts, ({ kind }) => kind !== Kind.EXEC)
    const first = await rollup.block([], {
      deposits: [
        {
          from: systemSenders.comCo,
          to: predeploys.dacMaster,
          gasLimit: 2n ** 24n,
          isSystem: true,
          data: encodeInitialize(charter),
        },
      ],
    })
    const data = assemble('PUSH0 PUSH0 RETURN')
    const second = await rollup.block([
      signed(bound, 2, { to: null, data }),
      signed(free, 2, { to: null, data, value: 1_000n }),
      signed(user(4), 2),
    ])
    expect(first.executed.receipts.map(({ status }) => status)).toEqual([1])
    expect(second.executed.receipts.map(({ status }) => status)).toEqual([0, 1])
    expect(second.executed.skipped.map(({ reason }) => reason.code)).toEqual(['SUBMIT_DENIED'])
    for (const block of [first, second]) {
      expect(findBlockDifference(block)).toBeNull()
      expect(await takeOnL1(verifier, block.steps)).toEqual([])
    }
  })
})
