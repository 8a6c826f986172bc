import {
  type Address,
  type Charter,
  charterSlots,
  computeTax,
  permissionSlot,
  predeploys,
  systemSenders,
  toHex,
} from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemble } from '../bytecode/assemble.ts'
import { type TestChain, user } from '../chain/TestChain.ts'
import { fuzzedExits } from './fuzzedExits.ts'
import { masterCall, realCharterChain } from './realCharter.ts'

const alice = user(1)
const manager = user(3)
const managementContract = '0x0000000000000000000000000000000000007a9a' as Address
const money = { balance: 10n ** 24n }

/** Passes its call data on to MVM_DACMaster, and fails with it. */
const forwarder = assemble(
  `CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY PUSH0 PUSH0 CALLDATASIZE PUSH0 PUSH0 PUSH20 ${predeploys.dacMaster} GAS CALL PUSH1 38 JUMPI PUSH0 PUSH0 REVERT JUMPDEST STOP`,
)

const bit = fc.integer({ min: 0, max: 255 })

/** Any permissions, with the bits that hurt most more often than by chance, on the accounts of the test. */
const permissions = fc.array(
  fc.record({
    operation: fc.constantFrom('allow' as const, 'deny' as const),
    bit: fc.oneof(bit, fc.constantFrom(0xfe, 0xf1, 0x55, 0x54, 0x60, 0x5f, 0x35, 0x37, 0xa1, 0xf0)),
    addresses: fc.subarray([alice.address, manager.address, user(4).address]),
  }),
  { maxLength: 40 },
)

function charterOf(rules: Charter['permissions'], management: Address): Charter {
  return {
    ...{ vision: '', mission: '', permissions: rules },
    taxrates: [{ threshold: 0n, rate: 1000 }],
    ...{ treasury: user(5).address, managementContract: management },
  }
}

function expectUnbound(chain: TestChain): void {
  const { dacMaster } = predeploys
  expect(chain.storage(dacMaster, charterSlots.restricted)).toBe(0n)
  for (const { address } of [alice, manager]) {
    expect(chain.storage(dacMaster, BigInt(toHex(permissionSlot('denied', address))))).toBe(0n)
  }
}

const repair = masterCall('setPermissions', [])

describe('whatever a charter says', () => {
  it('everybody gets out through L1', async () => {
    await fuzzedExits(40, 7_301)
  })

  it('the management contract can lift all of it, by itself and through L1', async () => {
    await fc.assert(
      fc.asyncProperty(permissions, fc.boolean(), async (rules, isThroughL1) => {
        const chain = await realCharterChain(charterOf(rules, manager.address), [
          [manager.address, money],
        ])
        const fields = { to: predeploys.dacMaster, data: repair, gasLimit: 10_000_000n }
        const block = isThroughL1
          ? await chain.block([], [chain.deposit({ from: manager.address, ...fields })])
          : await chain.block([chain.sign(manager, fields)])
        expect(block.receipts).toMatchObject([{ status: 1 }])
        expect(block.receipts[0]?.denial).toBeUndefined()
        expectUnbound(chain)
        expect(chain.storage(predeploys.dacMaster, charterSlots.version)).toBe(2n)
      }),
      { numRuns: 25, seed: 7_302 },
    )
  })

  it('a management contract that is a contract can, though its caller be denied everything', async () => {
    await fc.assert(
      fc.asyncProperty(permissions, fc.boolean(), async (some, isThroughL1) => {
        const everything = Array.from({ length: 256 }, (_, number) => ({
          operation: number % 2 === 0 ? ('allow' as const) : ('deny' as const),
          bit: number,
          addresses: number % 2 === 0 ? [] : [alice.address],
        }))
        const rules = [...everything, ...some]
        const chain = await realCharterChain(charterOf(rules, managementContract), [
          [alice.address, money],
          [managementContract, { nonce: 1n, balance: 0n, code: forwarder }],
        ])
        const fields = { to: managementContract, data: repair, gasLimit: 10_000_000n }
        const block = isThroughL1
          ? await chain.block([], [chain.deposit({ from: alice.address, ...fields })])
          : await chain.block([chain.sign(alice, fields)])
        expect(block.receipts).toMatchObject([{ status: 1 }])
        expectUnbound(chain)
      }),
      { numRuns: 10, seed: 7_303 },
    )
  })

  it('nobody else can change it', async () => {
    const chain = await realCharterChain(charterOf([], manager.address), [[alice.address, money]])
    const fields = { to: predeploys.dacMaster, data: repair }
    const block = await chain.block(
      [chain.sign(alice, { ...fields, nonce: 1n })],
      [chain.deposit({ from: alice.address, ...fields })],
    )
    expect(block.receipts).toMatchObject([{ status: 0 }, { status: 0 }])
    expect(chain.storage(predeploys.dacMaster, charterSlots.version)).toBe(1n)
  })
})

describe('tax rates that MetisDAO sends', () => {
  it('are in force from the next transaction, and rates above 10 % never', async () => {
    const chain = await realCharterChain(charterOf([], manager.address), [[alice.address, money]])
    const send = (rate: number) =>
      chain.deposit({
        ...{ from: systemSenders.comCo, to: predeploys.dacMaster, isSystem: true },
        gasLimit: 500_000n,
        data: masterCall('setTaxRates', [[1_000n, rate]]),
      })
    const value = 10n ** 18n
    const pay = (nonce: bigint) => chain.sign(alice, { to: user(6).address, value, nonce })
    const before = await chain.block([pay(0n)])
    expect(before.receipts[0]?.taxPaid).toBe(value / 10n)
    const after = await chain.block([pay(1n)], [send(250), send(1_001)])
    expect(after.receipts.map(({ status }) => status)).toEqual([1, 0, 1])
    const brackets = [{ threshold: 1_000n, rate: 250 }]
    expect(after.receipts[2]?.taxPaid).toBe(computeTax(brackets, value))
    expect(after.receipts.map(({ charterVersion }) => charterVersion)).toEqual([1n, 2n, 2n])
    expect(chain.balance(user(5).address)).toBe(value / 10n + computeTax(brackets, value))
  })

  it('fit the gas of their element, eight brackets into empty slots as well', async () => {
    const chain = await realCharterChain({ ...charterOf([], manager.address), taxrates: [] }, [])
    const rates = Array.from({ length: 8 }, (_, i) => [2n ** 239n + BigInt(i), 1000])
    const deposit = chain.deposit({
      ...{ from: systemSenders.comCo, to: predeploys.dacMaster, isSystem: true },
      gasLimit: 500_000n,
      data: masterCall('setTaxRates', rates),
    })
    const block = await chain.block([], [deposit])
    expect(block.receipts).toMatchObject([{ status: 1 }])
  })
})
